"""What a mark tells: who did what for which eis, said once, and nothing of people."""

from zoneinfo import ZoneInfo

from tijdlijn_delen import BEGIN, bericht, eis, geval, uitkomst, waarneming

from pytest_draaiboek.rapport.html.merktekst import MEESTE_TEKENS, Merkteksten
from pytest_draaiboek.rapport.html.tijdmerken import merken_van
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Draaiboekresultaat, Verkeer
from pytest_draaiboek.rapport.taal import kies_taal


def titels(resultaat: Draaiboekresultaat, berichten: dict[str, Berichtgegevens] | None = None) -> list[str]:
    teksten = Merkteksten(berichten or {}, kies_taal("nl"), ZoneInfo("Europe/Amsterdam"))
    return [teksten.titel(merk) for merk in merken_van(resultaat, berichten or {})]


def test_type_moment_eis_handeling_en_gezien() -> None:
    assert titels(uitkomst(eis("3.1", geval("A1", waarneming())))) == ["A1, wo 1 okt 2031, 11:00\n3.1: verzend: niets"]


def test_wat_gelijk_is_wordt_een_keer_gezegd_en_het_ergste_eerst() -> None:
    resultaat = uitkomst(
        eis("1", geval("A1", waarneming())),
        eis("2", geval("A1", waarneming(deugt=False, gezien="A1 in 7"))),
        eis("3", geval("A1", waarneming())),
    )
    assert titels(resultaat)[0].splitlines()[1:] == [
        "WIJKT AF · 2: verzend → verwacht iets, gezien A1 in 7",
        "1, 3: verzend: niets",
    ]


def test_wat_een_bericht_over_mensen_zegt_staat_er_niet() -> None:
    sleutel, zonder = bericht("A1", "7", "<m:Achternaam>Kwartelkoning</m:Achternaam>")
    verkeer = Verkeer(moment=BEGIN, richting="uit", bericht=sleutel)
    fout = waarneming(gezien="onleesbaar: van Kwartelkoning, regel 3", deugt=False, verkeer=[0])
    (titel,) = titels(uitkomst(eis("1", geval("A1", fout, verkeer=[verkeer]))), {sleutel: zonder})
    assert "Kwartelkoning" not in titel
    assert "onleesbaar: van ••• regel 3" in titel.replace("•••,", "•••")


def test_een_lange_tekst_wordt_ingekort() -> None:
    (titel,) = titels(uitkomst(eis("1", geval("A1", waarneming(gezien="onleesbaar: " + "x" * 5000)))))
    assert len(titel) < MEESTE_TEKENS + 100
    assert titel.endswith("x…")
