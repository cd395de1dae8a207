"""Small draaiboeken with proeven, made of one that the kit brings along, and a way to try one of them."""

from datetime import timedelta
from pathlib import Path

from pytest_draaiboek import Systeem
from pytest_draaiboek.berichten import Berichten, Gegevens
from pytest_draaiboek.draaiboeken import Draaiboek, lees
from pytest_draaiboek.klok import Klok, kies_motor
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import beproef, gevallen
from pytest_draaiboek.toetsing.uitslag import Uitslag

BRON = Path(__file__).parents[2] / "pytest_draaiboek" / "draaiboeken" / "wmo-jw-2022.toml"


def eis(*, rol: str = "gemeente", ernst: str = "verplicht", toets: str = "proef", meer: str = "") -> str:
    return f"""
[[eis]]
id = "X-1"
paragraaf = "9"
rollen = ["{rol}"]
ernst = "{ernst}"
tekst = "Doet wat de proef vraagt."
toets = "{toets}"
{meer}
"""


def draaiboek_met(map_: Path, extra: str) -> Draaiboek:
    """The draaiboek of 2022 with more in it."""
    tekst = BRON.read_text(encoding="utf-8")
    plek = tekst.index("[vertaling.en.titel]")
    pad = map_ / "eigen.toml"
    pad.write_text(tekst[:plek] + extra + tekst[plek:], encoding="utf-8")
    return next(d for d in lees(pad) if d.naam == "iwmo-3.1")


def beproef_eis(
    draaiboek: Draaiboek, systeem: Systeem, gegevens: Gegevens | None = None, marge: timedelta = timedelta()
) -> list[Uitslag]:
    """Try every case of eis X-1 on a system; the clock is let go for good, since a file is read before anything is frozen."""
    motor = kies_motor("freezegun")
    klok = Klok(motor)
    berichten = Berichten(vandaag=klok.vandaag, gegevens=gegevens)
    opstelling = Opstelling(systeem=systeem, rol=str(systeem.rol), klok=klok, berichten=berichten, marge=marge)
    uitslagen = [beproef(geval, opstelling) for geval in gevallen(draaiboek, opstelling.rol) if geval.sleutel == "X-1"]
    motor.stop()
    return uitslagen
