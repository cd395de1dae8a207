"""Rules that need a register: each by a wrong message that breaks it alone, and right ones that break none."""

from datetime import date
from typing import Any, Literal

import msgspec
import pytest
from geschiedenis import PRESTATIE, START, Geschiedenis, Wijziging, alles, codes, declaratie, toewijzing, zet

from pytest_draaiboek.berichten import Bericht, Register, controleer_register, controleer_samen, niet_nagekeken
from pytest_draaiboek.berichten.register import Gemeente, Productregel, Tarief
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.standaarden.samenhangregels import alle_samenhangregels

MRT, D1, D2 = date(2022, 3, 1), date(2022, 3, 2), date(2022, 4, 4)
MINUTEN, UREN = "01", "04"
STANDAARD: dict[str, Literal["iwmo", "ijw"]] = {"WMO": "iwmo", "JW": "ijw"}
REGISTER = Register(
    gemeenten=(Gemeente("0758"), Gemeente("0344", date(2022, 3, 2)), Gemeente("0363", None, date(2022, 1, 1))),
    agb_codes=("99990001",),
    op=D2,
)


@pytest.fixture(params=["WMO", "JW"])
def standaard(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def register_van(geschiedenis: Geschiedenis, **anders: Any) -> Register:
    """Return a register in which everything of a history is right."""
    product = verzend(geschiedenis, "301").inhoud["Client"]["ToegewezenProducten"]["ToegewezenProduct"][0]["Product"]
    standaard = STANDAARD[geschiedenis.standaard]
    delen: dict[str, Any] = {
        "producten": (Productregel(product["Categorie"], product["Code"], standaard),),
        "tarieven": (Tarief(product["Code"], UREN, 5250),),
    }
    return msgspec.structs.replace(REGISTER, **(delen | anders))


def verzend(geschiedenis: Geschiedenis, nummer: str, wijzig: Wijziging | None = None) -> Bericht:
    return geschiedenis.verzend(nummer, D2 if nummer in {"307", "323"} else D1 if nummer == "305" else MRT, wijzig)


def begint(op: str) -> Wijziging:
    return alles(zet(START + "ToewijzingIngangsdatum", op), zet(START + "Begindatum", op))


def in_minuten(volume: int, tarief: int, bedrag: int) -> Wijziging:
    """Declare hours in minutes, with tariff and amount in eurocents."""
    wijzig = declaratie(MRT, "1", Eenheid=MINUTEN, GeleverdVolume=str(volume), IngediendBedrag__Bedrag=str(bedrag))
    return alles(wijzig, zet(PRESTATIE + "ProductTarief", str(tarief)))


AANVRAAG = "Client/AangevraagdeProducten/AangevraagdProduct/0/"
FOUTEN = [
    pytest.param("TR378", "301", zet("Header/Afzender", "0001"), "niet gold op 2022-03-01", id="TR378-onbekend"),
    pytest.param("TR378", "301", zet("Header/Afzender", "0344"), "niet gold op 2022-03-01", id="TR378-nog-niet"),
    pytest.param("TR378", "301", zet("Header/Afzender", "0363"), "niet gold op 2022-03-01", id="TR378-niet-meer"),
    pytest.param("TR378", "305", zet("Header/Ontvanger", "0363"), "niet gold op 2022-03-01", id="TR378-305"),
    pytest.param("TR378", "315", zet("Header/Ontvanger", "0363"), "niet gold op 2022-03-01", id="TR378-315"),
    pytest.param("TR378", "323", zet("Header/Ontvanger", "0001"), "tot en met 2022-04-04 niet bestond", id="TR378-323"),
    pytest.param("AGB", "301", zet("Header/Ontvanger", "99990002"), "gevonden is '99990002'", id="AGB-301"),
    pytest.param("AGB", "323", zet("Header/Afzender", "99990002"), "gevonden is '99990002'", id="AGB-323"),
    pytest.param(
        "TR381", "301", toewijzing(Product__Code="XX999"), "gevonden is 'XX999' bij categorie", id="TR381-301"
    ),
    pytest.param("TR381", "305", zet(START + "Product/Code", "XX999"), "gevonden is 'XX999'", id="TR381-305"),
    pytest.param("TR381", "315", zet(AANVRAAG + "Product/Code", "XX999"), "gevonden is 'XX999'", id="TR381-315"),
    pytest.param("TR381", "323", zet(PRESTATIE + "ProductCode", "XX999"), "gevonden is 'XX999'", id="TR381-323"),
    pytest.param(
        "TR418",
        "323",
        declaratie(MRT, "1", ProductTarief="5000", IngediendBedrag__Bedrag="15000"),
        "gevonden is 5000 eurocent, en in het contract staat 5250",
        id="TR418-uren",
    ),
    pytest.param(
        "TR418",
        "323",
        in_minuten(100, 87, 8750),
        "gevonden is 87 eurocent, en in het contract staat 88",
        id="TR418-minuten",
    ),
    pytest.param(
        "TR346",
        "323",
        declaratie(MRT, "1", IngediendBedrag__Bedrag="15751"),
        "gevonden is 15751 eurocent, en de uitkomst is 15750",
        id="TR346-uren",
    ),
    pytest.param(
        "TR346",
        "323",
        in_minuten(100, 88, 8800),  # minutes times a rounded tariff, which IV081 forbids
        "gevonden is 8800 eurocent, en de uitkomst is 8750",
        id="TR346-minuten",
    ),
]


@pytest.mark.parametrize(("code", "nummer", "fout", "gevonden"), FOUTEN)
def test_een_fout_bericht(code: str, nummer: str, fout: Wijziging, gevonden: str, standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard)
    register = register_van(geschiedenis)
    assert controleer_register(verzend(geschiedenis, nummer), register) == []
    (bevinding,) = controleer_register(verzend(geschiedenis, nummer, fout), register)
    assert bevinding.code == code
    assert gevonden in bevinding.melding


def test_een_dagtekening_na_de_dag_van_ontvangst(standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard)
    heen = verzend(geschiedenis, "323")
    antwoord = geschiedenis.antwoord(heen, D2)
    for bericht, plaatsen in ((heen, 1), (antwoord, 2)):
        assert controleer_register(bericht, Register(op=D2)) == []
        bevindingen = controleer_register(bericht, Register(op=date(2022, 4, 3)))
        assert [bevinding.code for bevinding in bevindingen] == ["TR135"] * plaatsen
        assert (
            bevindingen[0].melding
            == "gevonden is '2022-04-04', en het bericht wordt ontvangen op 2022-04-03; een Dagtekening ligt niet na de dag "
            "waarop het bericht ontvangen wordt. Controleer de datum."
        )
        assert bevindingen[0].retourcode == "8848"


@pytest.mark.parametrize(
    ("nummer", "goed"),
    [
        ("305", alles(zet("Header/Ontvanger", "0344"), begint("2022-03-02"))),
        # After a merger an old gemeente still gets the declarations about its day.
        ("323", zet("Header/Ontvanger", "0363")),
        ("301", toewijzing(Product__Code=None, Omvang=None, Budget="1000")),
        ("323", in_minuten(100, 88, 8750)),
        ("323", declaratie(MRT, "1", Eenheid="83", ProductTarief=None, GeleverdVolume="15750")),  # euros have no tariff
        ("323", declaratie(MRT, "1", Eenheid="14")),  # no contract for this unit is known
    ],
)
def test_een_goed_bericht(nummer: str, goed: Wijziging, standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard)
    register = register_van(geschiedenis)
    assert controleer_register(geschiedenis.verzend(nummer, D2, goed), register) == []


def test_een_vreemde_gemeente_van_het_woonplaatsbeginsel() -> None:
    geschiedenis = Geschiedenis("JW")
    elders = zet("Antwoord/Woonplaatsbeginsel", {"Gemeente": "0001"})
    afwijzing = alles(zet("Antwoord/VerzoekAntwoord", "1"), zet("Antwoord/RedenAfwijzingVerzoek", "1"), elders)
    geschiedenis.verzend("319", D1, afwijzing, geldig=False)
    (bevinding,) = controleer_register(geschiedenis.berichten[-1], REGISTER)
    assert (bevinding.code, bevinding.pad) == ("TR378", "/Bericht/Antwoord/Woonplaatsbeginsel/Gemeente")


def test_het_tarief_is_een_regel_van_3_2(standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard, "3.1")
    register = register_van(geschiedenis)
    te_laag = declaratie(MRT, "1", ProductTarief="5000", IngediendBedrag__Bedrag="15000")
    assert controleer_register(verzend(geschiedenis, "323", te_laag), register) == []


def test_de_gemeente_van_een_toewijzing_uit_een_eerder_bericht(standaard: str) -> None:
    """A 323 has no Ingangsdatum: that of the toewijzing in the history says whether the gemeente was on the list."""
    geschiedenis = Geschiedenis(standaard)
    geschiedenis.beide("301", MRT)
    geschiedenis.beide("305", D1)
    declaratie_ = geschiedenis.verzend("323", D2)
    vervallen = msgspec.structs.replace(REGISTER, gemeenten=(Gemeente("0758", None, date(2022, 3, 1)),))
    assert controleer_register(declaratie_, vervallen) == []
    gevonden = controleer_samen(geschiedenis.berichten, register=vervallen)
    assert [[bevinding.code for bevinding in van_een] for van_een in gevonden] == [
        ["TR378"],
        [],
        ["TR378"],
        [],
        ["TR378"],
    ]
    assert codes(controleer_samen(geschiedenis.berichten, register=register_van(Geschiedenis(standaard)))) == []


def test_een_deel_dat_ontbreekt_wordt_niet_nagekeken(standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard)
    fout = alles(
        zet("Header/Ontvanger", "0001"), zet("Header/Afzender", "99990002"), zet(PRESTATIE + "ProductCode", "X")
    )
    assert controleer_register(verzend(geschiedenis, "323", fout), Register(op=D2)) == []


def test_een_bericht_dat_het_schema_weigert_wordt_niet_nagekeken(standaard: str) -> None:
    geschiedenis = Geschiedenis(standaard)
    geschiedenis.verzend("301", D1, alles(zet("Header/Ontvanger", "1"), toewijzing(Ingangsdatum="ooit")), geldig=False)
    assert controleer_register(geschiedenis.berichten[0], REGISTER) == []


def test_elke_regel_met_een_register_heeft_een_fout_bericht() -> None:
    met_register = {regel.code for regel in alle_samenhangregels().regels if regel.register}
    assert {fout.values[0] for fout in FOUTEN} | {"TR135"} == met_register


def test_wat_niet_is_nagekeken() -> None:
    soorten = [("iwmo", v, t) for v, r in laad_standaard("iwmo").releases.items() for t in r.berichttypen]
    soorten += [("ijw", v, t) for v, r in laad_standaard("ijw").releases.items() for t in r.berichttypen]
    zonder = {iets.code: iets.reden for iets in niet_nagekeken(soorten=soorten)}
    regels = {regel.code: regel for regel in alle_samenhangregels().regels}
    assert zonder.keys() == regels.keys()
    assert zonder["TR019"] == "vraagt de berichten ervoor"
    assert zonder["TR378"] == "vraagt een register met gemeenten"
    assert zonder["IV024"] == "niet te toetsen: aan een getal is niet te zien of het centen zijn"
    samen = {iets.code for iets in niet_nagekeken(samen=True, register=REGISTER, soorten=soorten)}
    ontoetsbaar = {code for code, regel in regels.items() if regel.niet_toetsbaar is not None}
    assert samen == ontoetsbaar | {"TR381", "TR418", "TR346"}
