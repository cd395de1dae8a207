"""Personal data taken out of what a report shows: by element in a message, by value and by number in any other text."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from html import unescape
from importlib import resources

MASKER = "•••"
# Shorter values ("1", "de", "Bo") would blot out half of a text and tell nobody who it is.
KORTSTE_WAARDE = 4
# A shorter number may be a part of many a key; one of a person or a telephone is told from those by its length.
KORTSTE_NUMMER = 9
_LABEL = re.compile(r"<[^>]*>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_NEGEN = re.compile(r"(?<![0-9A-Za-z])[0-9]{9}(?![0-9A-Za-z])")
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def masker_bericht(tekst: str) -> tuple[str, frozenset[str]]:
    """Return a message without what it says about people, and the values that were taken out.

    Args:
        tekst: of the message; one that is no well-formed XML is masked as well as it can be.

    """
    gevonden: set[str] = set()

    def zonder(deel: re.Match[str]) -> str:
        return f"{deel['begin']}{_verberg(deel['inhoud'], gevonden)}{deel['einde']}"

    gemaskeerd = _elementen().sub(zonder, tekst)
    waarden = frozenset(waarde for waarde in gevonden if len(waarde) >= KORTSTE_WAARDE)
    # A value may stand a second time where no element says what it is: in a comment, a key, a remark.
    return masker_nummers(masker_waarden(gemaskeerd, waarden)), waarden


def masker_waarden(tekst: str, waarden: Iterable[str]) -> str:
    """Return a text without these values, as words of their own; a number also where it is stuck to a word."""
    aanwezig = [waarde for waarde in waarden if waarde in tekst]
    if not aanwezig:
        return tekst
    een = "|".join(map(_los, sorted(aanwezig, key=lambda waarde: (-len(waarde), waarde))))
    return re.sub(een, MASKER, tekst)


def _los(waarde: str) -> str:
    """Return what finds a value that is no part of a longer one."""
    teken = "[0-9]" if waarde.isdecimal() and len(waarde) >= KORTSTE_NUMMER else r"\w"
    return rf"(?<!{teken}){re.escape(waarde)}(?!{teken})"


def masker_nummers(tekst: str) -> str:
    """Return a text without any number that could be a burgerservicenummer: nine digits, eleven-proof."""
    return _NEGEN.sub(lambda getal: MASKER if _kan_bsn_zijn(getal[0]) else getal[0], tekst)


def _kan_bsn_zijn(getal: str) -> bool:
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(_GEWICHTEN, getal, strict=True)) % 11 == 0


def _verberg(inhoud: str, gevonden: set[str]) -> str:
    """Mask every text between the tags of an element, and leave the tags and the white space around them."""
    delen, vorige = [], 0
    for label in _LABEL.finditer(inhoud):
        delen += [_verberg_tekst(inhoud[vorige : label.start()], gevonden)]
        delen += [MASKER if label[0].startswith("<!") else label[0]]
        vorige = label.end()
    return "".join([*delen, _verberg_tekst(inhoud[vorige:], gevonden)])


def _verberg_tekst(tekst: str, gevonden: set[str]) -> str:
    kaal = tekst.strip()
    if not kaal:
        return tekst
    gevonden |= {kaal, unescape(kaal)}
    return tekst.replace(kaal, MASKER)


@cache
def _elementen() -> re.Pattern[str]:
    bestand = resources.files("pytest_draaiboek.rapport.html").joinpath("maskering.toml")
    namen = "|".join(tomllib.loads(bestand.read_text(encoding="utf-8"))["elementen"])
    # What has no end tag is masked up to the end: too much is better than too little.
    return re.compile(
        rf"(?P<begin><(?P<naam>(?:[\w.-]+:)?(?:{namen}))(?:\s[^<>]*)?>)(?P<inhoud>.*?)(?P<einde></(?P=naam)\s*>|\Z)",
        re.DOTALL,
    )
