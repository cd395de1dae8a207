"""An eis that asks a person: what was stated decides, for whom it was stated, and the system is left alone."""

from datetime import date
from pathlib import Path

import pytest
from engels_delen import onvertaald, zinnen_van
from proef_delen import draaiboek_met, eis

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.klok import Klok, kies_motor
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen
from pytest_draaiboek.toetsing.tabel import verslag
from pytest_draaiboek.toetsing.uitslag import Uitslag
from pytest_draaiboek.toetsing.verklaring import Verklaring


class Ongemoeid(VoorbeeldAanbieder):
    """Breaks off at whatever it is asked."""

    def reset(self) -> None:
        if hasattr(self, "ontvangen"):
            raise AssertionError("asked for nothing")
        super().reset()

    def klok(self) -> None:
        raise AssertionError("asked for nothing")


def verklaring(**anders: object) -> Verklaring:
    velden: dict[str, object] = {
        "draaiboek": "iwmo-3.1",
        "eis": "X-1",
        "akkoord": True,
        "naam": "P. Voorbeeld",
        "functie": "bestuurder",
        "datum": date(2026, 1, 2),
        **anders,
    }
    return Verklaring(**velden)


def toets(map_: Path, *verklaringen: Verklaring, ernst: str = "verplicht") -> tuple[Uitslag, str]:
    draaiboek = draaiboek_met(map_, eis(rol="aanbieder", toets="attest", ernst=ernst))
    (geval,) = [geval for geval in gevallen(draaiboek, "aanbieder") if geval.sleutel == "X-1"]
    assert geval.naam == "iwmo-3.1-X-1-verklaring"
    klok = Klok(kies_motor("freezegun"))
    systeem = Ongemoeid()
    opstelling = Opstelling(
        systeem=systeem, rol="aanbieder", klok=klok, berichten=Berichten(), verklaringen=verklaringen
    )
    uitslag = beproef(geval, opstelling)
    assert not uitslag.waarnemingen
    assert onvertaald(zinnen_van([uitslag])) == []
    return uitslag, verslag(geval, "aanbieder", uitslag)


@pytest.mark.parametrize("rol", ["", "aanbieder"])
def test_wie_ja_zegt_voldoet(tmp_path: Path, rol: str) -> None:
    uitslag, _ = toets(tmp_path, verklaring(eis="X-2"), verklaring(rol=rol))
    assert (str(uitslag.soort), uitslag.reden) == (
        "voldoet",
        "berust op een verklaring van P. Voorbeeld (bestuurder), 02-01-2026",
    )


@pytest.mark.parametrize(
    ("ernst", "soort"), [("verplicht", "afwijking"), ("procedureel", "aandachtspunt"), ("informatief", "aandachtspunt")]
)
def test_wie_nee_zegt_wijkt_af(tmp_path: Path, ernst: str, soort: str) -> None:
    uitslag, tekst = toets(tmp_path, verklaring(akkoord=False), ernst=ernst)
    reden = "er is niet aan voldaan, volgens de verklaring van P. Voorbeeld (bestuurder), 02-01-2026"
    assert (str(uitslag.soort), uitslag.reden) == (soort, reden)
    assert tekst.splitlines()[-3:] == [
        f"{reden}.",
        "Wat te doen: zorg dat eraan voldaan is, en laat de verklaring dan opnieuw tekenen.",
        "Draai dit geval alleen met -k X-1-verklaring.",
    ]


@pytest.mark.parametrize(
    "ander", [{"eis": "X-2"}, {"draaiboek": "ijw-3.1"}, {"rol": "gemeente"}], ids=lambda ander: next(iter(ander))
)
def test_een_verklaring_over_iets_anders_telt_niet(tmp_path: Path, ander: dict[str, str]) -> None:
    uitslag, tekst = toets(tmp_path, verklaring(**ander))
    assert str(uitslag.soort) == "niet getoetst"
    assert uitslag.reden == (
        "er is geen verklaring, en alleen een mens kan dit zeggen. Maak een formulier met draaiboek attest iwmo-3.1 --rol aanbieder, "
        "vul het in, en geef het op met --draaiboek-attest."
    )
    assert tekst.endswith("geef het op met --draaiboek-attest.")
