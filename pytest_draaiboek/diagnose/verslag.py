"""What a diagnosis says: a line for everything that was looked at, and in the last one what is and is not possible now."""

from collections.abc import Callable, Iterator

from pytest_draaiboek.diagnose.punt import Gestopt, Punt, Soort
from pytest_draaiboek.diagnose.verloop import Opgave, diagnoseer

BREED = max(len(soort) for soort in Soort)
INSPRONG = " " * (BREED + 2)


KLEUR = {Soort.GOED: "green", Soort.LET_OP: "yellow", Soort.FOUT: "red"}

Schrijf = Callable[[str, str], None]


def doe_verslag(opgave: Opgave, schrijf: Schrijf) -> bool:
    """Diagnose, and write a line for everything as it comes by; return whether nothing is missing or malformed.

    Args:
        opgave: what is to be diagnosed.
        schrijf: takes one line, and the name of its colour ("" for none).

    """
    namen = " en ".join(draaiboek.naam for draaiboek in opgave.draaiboeken)
    schrijf(f"Diagnose van {opgave.doel} voor {namen}; dit is geen toets.", "")
    punten: list[Punt] = []
    gestopt = ""
    try:
        for punt in diagnoseer(opgave):
            punten.append(punt)
            _schrijf_punt(punt, opgave.doel, schrijf)
    except Gestopt as einde:
        punten.append(einde.punt)
        _schrijf_punt(einde.punt, opgave.doel, schrijf)
        gestopt = f"Gestopt bij {einde.punt.naam}: wat daarna komt, is niet nagegaan. "
    fout = any(punt.soort is Soort.FOUT for punt in punten)
    schrijf(_slot(punten, gestopt), "red" if fout else "")
    return not fout


def _schrijf_punt(punt: Punt, doel: str, schrijf: Schrijf) -> None:
    for regel in _regels(punt):
        # Which system it is stands above it all.
        schrijf(regel.replace(f"et systeem {doel}", "et systeem").rstrip(), KLEUR[punt.soort])


def _regels(punt: Punt) -> Iterator[str]:
    eerste, *meer = f"{punt.naam}: {punt.tekst}".splitlines()
    yield f"{punt.soort:<{BREED}}  {eerste}"
    yield from (f"{INSPRONG}{regel}" for regel in meer)


def _slot(punten: list[Punt], gestopt: str) -> str:
    aantallen = ", ".join(f"{sum(punt.soort is soort for punt in punten)} {soort}" for soort in Soort)
    gevolgen = "; ".join(dict.fromkeys(punt.gevolg for punt in punten if punt.gevolg))
    if any(punt.soort is Soort.FOUT for punt in punten):
        zolang = f"; zolang dat niet gedaan is: {gevolgen}" if gevolgen else ""
        gevolg = f"Herstel eerst wat fout is{zolang}."
    elif gevolgen:
        gevolg = f"Er kan getoetst worden, maar niet alles: {gevolgen}. Zo kan het oordeel niet CONFORM worden."
    else:
        gevolg = "Alles is op zijn plaats om te toetsen; wat het systeem doet, is daarmee niet beoordeeld."
    return f"{aantallen}. {gestopt}{gevolg}"
