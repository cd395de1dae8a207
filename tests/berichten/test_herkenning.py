"""What a message is known by: a right one in place, at once; anything else by reading the whole header."""

from collections.abc import Mapping
from typing import Any

import pytest
from berichten_delen import IWMO, bericht

from pytest_draaiboek.berichten import Bericht, herkenning
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.standaarden import alle_standaarden

ELK = [(type_, r.versie) for s in alle_standaarden() for r in s.releases.values() for type_ in r.berichttypen]
IDENTIFICATIE = "<wmo305:BerichtIdentificatie>"


def anders(oud: str, nieuw: str, type_: str = "WMO305") -> bytes:
    xml = bericht(type_).xml.decode()
    assert oud in xml
    return xml.replace(oud, nieuw, 1).encode()


@pytest.mark.parametrize(("type_", "versie"), ELK)
def test_een_goed_bericht_wordt_herkend_zonder_zijn_kop_te_lezen(
    type_: str, versie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = IWMO.maak(type_, versie, zaad=1)
    kop = b.kop

    def nooit(*_: Any) -> Mapping[str, Any]:
        raise AssertionError("de kop werd gelezen")

    with monkeypatch.context() as zonder:
        zonder.setattr(herkenning, "lees_kop", nooit)
        gelezen = Bericht.lees(b.xml)
    assert (gelezen.berichttype, gelezen.versie) == (type_, versie)
    assert gelezen.kop == kop
    assert gelezen.kop is gelezen.kop


@pytest.mark.parametrize(
    "xml",
    [
        anders("Dagtekening>2022-03-01<", "Dagtekening>2022-02-30<"),
        anders("Dagtekening>2022-03-01<", "Dagtekening><"),
        anders("Dagtekening>2022-03-01<", "Dagtekening>2022-<!-- -->03-01<"),
        anders("iwmo:Dagtekening>2022-03-01</iwmo:Dagtekening>", "iwmo:Dag>2022-03-01</iwmo:Dag>"),
        anders("DagtekeningRetour>2022-03-01<", "DagtekeningRetour>morgen<", "WMO306"),
        anders("DagtekeningRetour>2022-03-01<", "DagtekeningRetour>2022-03-01<b/><", "WMO306"),
        anders(IDENTIFICATIE, "<wmo305:BerichtIdentificatie/><wmo305:Ander>").replace(
            b"</wmo305:BerichtIdentificatie>", b"</wmo305:Ander>"
        ),
    ],
    ids=["geen-dag", "leeg", "commentaar", "zonder", "retour", "retour-met-meer", "leeg-ervoor"],
)
def test_een_kop_die_niet_zegt_welk_bericht_het_is(xml: bytes) -> None:
    with pytest.raises(OngeldigBericht, match=r"^Regel 3: de Header van dit WMO30\d heeft geen leesbare Bericht"):
        Bericht.lees(xml)


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("<wmo305:Header>", "<!-- hier --><wmo305:Header><!-- en hier -->"),
        (IDENTIFICATIE, f"{IDENTIFICATIE}<?en hier?>"),
        ("<wmo305:BerichtCode>", "<wmo305:Extra/><wmo305:BerichtCode>"),
    ],
    ids=["commentaar", "instructie", "element"],
)
def test_een_kop_met_meer_erin_is_nog_steeds_te_lezen(oud: str, nieuw: str) -> None:
    assert Bericht.lees(anders(oud, nieuw)).identificatie == bericht().identificatie


def test_van_wat_dubbel_is_telt_het_eerste() -> None:
    """That it is doubled is for the schema to find."""
    ander = f"{IDENTIFICATIE}<Identificatie>2</Identificatie></wmo305:BerichtIdentificatie>"
    b = Bericht.lees(anders("<wmo305:XsdVersie>", f"{ander}<wmo305:XsdVersie>"))
    assert (b.identificatie, b.dagtekening) == (bericht().identificatie, bericht().dagtekening)
    assert b.kop["BerichtIdentificatie"] == bericht().kop["BerichtIdentificatie"]


def test_een_onbekende_release_wordt_herkend_en_niet_onthouden() -> None:
    xml = bericht().xml.replace(b"/3_1/", b"/9_9/")
    voor = len(herkenning._bekend)
    assert Bericht.lees(xml).versie == "9.9"
    assert len(herkenning._bekend) == voor
    with pytest.raises(OngeldigBericht, match="begint met een Header"):
        Bericht.lees(xml.replace(b":Header>", b":Kop>"))
