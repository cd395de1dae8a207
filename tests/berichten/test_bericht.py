"""A message as it is on the wire, and what can be read from it."""

import pickle
from datetime import date
from pathlib import Path

import pytest
from berichten_delen import IWMO, anders, bericht

from pytest_draaiboek.berichten import Bericht, controleer
from pytest_draaiboek.fouten import OngeldigBericht

VOORBEELDEN = {
    "JW301-3.0.xml": ("JW301", "ijw", "3.0", "0344", "42420001", "123456789012", date(2021, 7, 15)),
    "JW301-3.2.xml": ("JW301", "ijw", "3.2", "0384", "42420001", "123456789012", date(2026, 4, 1)),
    "JW302-3.2.xml": ("JW302", "ijw", "3.2", "0384", "42420001", "123456789012", date(2023, 7, 16)),
    "JW305-3.2.xml": ("JW305", "ijw", "3.2", "65656055", "0363", "123456789012", date(2026, 4, 15)),
    "JW307-3.2.xml": ("JW307", "ijw", "3.2", "65656055", "0363", "123456789012", date(2026, 7, 20)),
    "JW315-3.0.xml": ("JW315", "ijw", "3.0", "22227338", "0344", "MC008896A559", date(2021, 1, 19)),
    "WMO301-3.2.xml": ("WMO301", "iwmo", "3.2", "0384", "42420001", "123456789012", date(2023, 8, 13)),
}


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_een_echt_bericht(naam: str, gedeeld: Path) -> None:
    b = Bericht.lees(gedeeld / "voorbeelden" / naam)
    assert (
        b.berichttype,
        b.standaard,
        b.versie,
        b.afzender,
        b.ontvanger,
        b.identificatie,
        b.dagtekening,
    ) == VOORBEELDEN[naam]
    fouten = [bevinding for bevinding in controleer(b) if bevinding.ernst == "fout"]
    assert fouten == []


def test_bytes_tekst_en_bestand_zijn_hetzelfde_bericht(tmp_path: Path) -> None:
    b = bericht()
    (tmp_path / "b.xml").write_bytes(b.xml)
    assert Bericht.lees(b.xml) == Bericht.lees(b.xml.decode()) == Bericht.lees(tmp_path / "b.xml") == b
    assert Bericht.lees(b.xml).kop == b.kop
    assert len({b, Bericht.lees(b.xml)}) == 1
    assert pickle.loads(pickle.dumps(b)) == b
    assert repr(b) == f"<Bericht WMO305 3.1 {b.identificatie}>"


def test_tekst_met_een_andere_codering_in_de_declaratie() -> None:
    b = IWMO.maak("WMO305", Achternaam="Öztürk")
    tekst = b.xml.decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    assert "Öztürk" in str(Bericht.lees(tekst).inhoud)
    assert "Öztürk" in str(Bericht.lees(tekst.encode("latin-1")).inhoud)


def test_een_bericht_is_onveranderlijk() -> None:
    b = bericht()
    with pytest.raises(AttributeError):
        b.xml = b""  # type: ignore[misc]  # that it can't be set is the test
    b.inhoud["Client"]["Bsn"] = "1"
    assert b.inhoud["Client"]["Bsn"] != "1"


def test_herhaalbare_elementen_zijn_altijd_een_lijst() -> None:
    b = IWMO.dossier(1, vanaf=date(2022, 3, 1))
    assert isinstance(b.inhoud("WMO305", date(2022, 3, 2))["Client"]["StartProducten"]["StartProduct"], list)
    gelezen = IWMO.maak("WMO305", **b.inhoud("WMO305", date(2022, 3, 2))).inhoud
    assert len(gelezen["Client"]["StartProducten"]["StartProduct"]) == 1


@pytest.mark.parametrize("heentype", ["WMO301", "WMO303", "WMO305", "WMO307", "WMO315", "WMO317", "WMO319", "WMO323"])
def test_een_retour_hoort_bij_zijn_heen(heentype: str) -> None:
    heen = IWMO.maak(heentype, "3.0", zaad=1)
    retour = IWMO.retour(heen)
    assert retour.is_retour_op(heen)
    assert retour.is_retour
    assert not heen.is_retour
    assert retour.geadresseerde == heen.afzender
    assert heen.geadresseerde == heen.ontvanger
    assert retour.eigen_identificatie != heen.eigen_identificatie
    assert not retour.is_retour_op(IWMO.maak(heentype, "3.0", zaad=2))
    assert not heen.is_retour_op(retour)
    assert not retour.is_retour_op(IWMO.maak("WMO301" if heentype != "WMO301" else "WMO305", "3.0", zaad=1))
    assert not retour.is_retour_op(anders(heen, heen.afzender, "12345678" if len(heen.afzender) == 8 else "0344"))


def test_ook_in_een_andere_versie_blijft_het_een_antwoord() -> None:
    heen = bericht("WMO305", "3.0")
    assert IWMO.retour(heen, versie="3.1").is_retour_op(heen)


@pytest.mark.parametrize(
    ("bron", "melding"),
    [
        (b"", "Regel 1: er staat niets; verwacht wordt een XML-bericht."),
        (b"  \r\n", "Regel 1: er staat niets; verwacht wordt een XML-bericht."),
        (
            "bericht.xml",
            "Regel 1: dit is geen XML: 'bericht.xml'.\nWat te doen: geef de tekst van een bericht, of een bestand als Path(...).",
        ),
        (b"<a>\n<b></a>", "Regel 2: dit is geen welgevormde XML: Opening and ending tag mismatch"),
        (b"\x00\x01", "Regel 1: dit is geen welgevormde XML"),
        (
            b"<bericht/>",
            "Regel 1: dit is geen bericht van iWmo, iJw of iWlz: de wortel is bericht, verwacht wordt een Bericht",
        ),
    ],
)
def test_wat_geen_bericht_is(bron: bytes | str, melding: str) -> None:
    with pytest.raises(OngeldigBericht) as fout:
        Bericht.lees(bron)
    assert str(fout.value).startswith(melding)


def test_een_bericht_zonder_leesbare_kop() -> None:
    b = bericht()
    for oud, nieuw in (("Identificatie>", "Indentificatie>"), ("Dagtekening>2022-03-01<", "Dagtekening>1 maart<")):
        xml = b.xml.decode().replace(oud, nieuw)
        with pytest.raises(
            OngeldigBericht, match=r"^Regel 3: de Header van dit WMO305 heeft geen leesbare BerichtIdentificatie"
        ):
            Bericht.lees(xml)
    with pytest.raises(OngeldigBericht, match="een WMO305 begint met een Header; gevonden is Kop"):
        Bericht.lees(b.xml.decode().replace(":Header>", ":Kop>"))


def test_een_bestand_dat_er_niet_is(tmp_path: Path) -> None:
    with pytest.raises(OngeldigBericht, match=r"weg\.xml: niet te lezen \(No such file or directory\)"):
        Bericht.lees(tmp_path / "weg.xml")
    (tmp_path / "kapot.xml").write_text("<a>", encoding="utf-8")
    with pytest.raises(OngeldigBericht, match=r"kapot\.xml: Regel 1: dit is geen welgevormde XML"):
        Bericht.lees(tmp_path / "kapot.xml")
