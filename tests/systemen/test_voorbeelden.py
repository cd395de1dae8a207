"""The example systems keep books like real ones, and the contract."""

from collections.abc import Iterator
from datetime import date

import pytest

from pytest_draaiboek import Opdracht, Rol, Status, Systeem, Uitkomst, Uitstel
from pytest_draaiboek.berichten import Bericht, Berichten, Dossier, retour_inhoud, stel_op
from pytest_draaiboek.fouten import AdapterFout, NietOndersteund, OngeldigBericht
from pytest_draaiboek.klok import Klok, kies_motor
from pytest_draaiboek.systemen.doel import controleer_contract
from pytest_draaiboek.systemen.voorbeelden import (
    VoorbeeldAanbieder,
    VoorbeeldGemeente,
    VoorbeeldKnooppunt,
    VoorbeeldZorgaanbieder,
    beter_voorbeeld,
)

OP = date(2022, 3, 1)
DOSSIER = Berichten().dossier(3, vanaf=date(2022, 2, 1))


@pytest.fixture(autouse=True)
def klok() -> Iterator[Klok]:
    motor = kies_motor("freezegun")
    klok = Klok(motor)
    klok.zet("2022-03-01T10:00:00+01:00")
    yield klok
    motor.stop()


def opdracht(nummer: str, dossier: Dossier = DOSSIER) -> Opdracht:
    return Opdracht(f"WMO{nummer}", dossier.inhoud(f"WMO{nummer}", OP))


def bericht(nummer: str, versie: str = "3.0") -> Bericht:
    return stel_op(
        f"WMO{nummer}", versie, DOSSIER.inhoud(f"WMO{nummer}", OP), dagtekening=OP, identificatie=f"X{nummer}"
    )


def test_een_aanbieder_start_alleen_wat_toegewezen_is() -> None:
    systeem = VoorbeeldAanbieder()
    assert systeem.verzend(opdracht("305")).melding == "Die toewijzing is niet bekend."
    (retour,) = systeem.ontvang(bericht("301")).berichten
    assert retour.is_retour_op(bericht("301"))
    assert systeem.verzend(opdracht("307")).melding == "Op die toewijzing is geen zorg gestart."
    assert systeem.verzend(opdracht("305")).status is Status.AANVAARD
    assert systeem.verzend(opdracht("305")).melding == "Op die toewijzing is de zorg al gestart."
    assert systeem.verzend(opdracht("307")).berichten[0].versie == "3.0"
    systeem.reset()
    assert systeem.verzend(opdracht("305")).status is Status.GEWEIGERD


def test_een_systeem_weigert_wat_het_niet_kent() -> None:
    systeem = VoorbeeldZorgaanbieder()
    uitkomst = systeem.verzend(opdracht("315"))
    assert (uitkomst.status, uitkomst.code, uitkomst.berichten) == (Status.GEWEIGERD, "ONBEKEND", ())
    assert uitkomst.melding == "voorbeeld-zorgaanbieder kent geen WMO315 in 2.0."


@pytest.mark.parametrize(
    ("naam", "standaarden", "beter"),
    [
        ("zorgaanbieder", ["iwmo", "ijw"], "aanbieder"),
        ("aanbieder", ["iwlz"], "zorgaanbieder"),
        ("aanbieder", ["iwlz", "iwmo"], None),
        ("aanbieder", ["iwmo"], None),
        ("aanbieder", ["een eigen"], None),
        ("zorgkantoor", ["iwmo"], None),
    ],
)
def test_een_beter_voorbeeld_voor_dezelfde_rol(naam: str, standaarden: list[str], beter: str | None) -> None:
    assert beter_voorbeeld(naam, standaarden) == beter


def test_een_gemeente_beantwoordt_alleen_wat_zij_kreeg() -> None:
    systeem = VoorbeeldGemeente()
    heen = bericht("323")
    antwoord = Opdracht("WMO325", retour_inhoud(heen), in_antwoord_op=heen)
    assert systeem.verzend(antwoord).melding == "Er is geen WMO323 met die identificatie ontvangen."
    assert systeem.ontvang(heen).berichten == ()
    assert systeem.stand().onbeantwoord == 1
    (verzonden,) = systeem.verwerk().berichten
    assert verzonden.is_retour_op(heen)
    assert systeem.stand().onbeantwoord == 0
    assert systeem.verzend(antwoord).melding == "Dat bericht is al beantwoord."
    assert systeem.verzend(opdracht("319")).melding == "Er is geen verzoek met die referentie ontvangen."


def test_een_knooppunt_geeft_een_bericht_een_keer_door() -> None:
    systeem = VoorbeeldKnooppunt()
    assert systeem.ontvang(bericht("305")).berichten == (bericht("305"),)
    tweede = systeem.ontvang(bericht("305"))
    assert (tweede.status, tweede.berichten, tweede.melding) == (
        Status.GEWEIGERD, (), "Een bericht met die identificatie is al ingediend.",
    )  # fmt: skip


def test_een_opdracht_zegt_geen_versie_en_is_in_elke_versie_een_ander_bericht() -> None:
    gegeven = opdracht("305")
    oud, nieuw = gegeven.als_bericht("3.0"), gegeven.als_bericht("3.1")
    assert (oud.versie, nieuw.versie) == ("3.0", "3.1")
    assert oud.identificatie != nieuw.identificatie
    assert oud == opdracht("305").als_bericht("3.0")
    assert "3.0" not in repr(gegeven)
    assert oud.dagtekening == OP


def test_een_uitkomst_neemt_bytes_en_tekst() -> None:
    b = bericht("305")
    for gegeven in (b, b.xml, b.xml.decode(), [b], (b.xml,)):
        assert Uitkomst("aanvaard", gegeven).berichten == (b,)
    with pytest.raises(OngeldigBericht):
        Uitkomst(Status.AANVAARD, b"<a/>")
    with pytest.raises(ValueError, match="misschien"):
        Uitkomst("misschien")


ROLLEN = {"gemeente": True, "aanbieder": True, "knooppunt": False}


class Kaal(Systeem):
    rol = Rol.AANBIEDER

    def reset(self) -> None:
        return

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD)


def test_wat_een_adapter_niet_heeft_zegt_hij() -> None:
    systeem = Kaal()
    for doe in (
        systeem.stand,
        lambda: systeem.meld_fout(bericht("305"), "", ""),
        lambda: systeem.registreer_spoed(opdracht("305")),
        lambda: systeem.stel_uit(Uitstel(systeem.klok(), {})),
    ):
        with pytest.raises(NietOndersteund, match="Kaal heeft geen"):
            doe()
    assert systeem.verwerk() == Uitkomst(Status.AANVAARD)
    assert systeem.klok().isoformat() == "2022-03-01T10:00:00+01:00"
    systeem.sluit()


def test_het_contract_noemt_alles_wat_ontbreekt() -> None:
    with pytest.raises(AdapterFout) as fout:
        controleer_contract(Kaal(), ROLLEN)
    assert "verzend(opdracht) ontbreekt; een aanbieder heeft dat" in str(fout.value)
    with pytest.raises(
        AdapterFout, match=r"reset\(\) ontbreekt; ontvang\(\) ontbreekt.*rol is None; verwacht wordt een van gemeente"
    ):
        controleer_contract(object(), ROLLEN)
    with pytest.raises(TypeError, match="abstract"):
        Systeem()  # type: ignore[abstract]  # that it can't be made is the test
