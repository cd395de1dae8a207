"""Makes the golden messages of ``testdata/`` again: ``python tests/berichten/maak_testdata.py``.

Each is what the kit makes with seed 1. A change in them is a change for every user who compares bytes: say so in CHANGELOG.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pytest_draaiboek.berichten import Berichten
from pytest_draaiboek.berichten.breken import breekbare_regels
from pytest_draaiboek.standaarden import alle_standaarden, nummer_van

TESTDATA = Path(__file__).parents[2] / "testdata"
ZAAD = 1
AANVANG = ("305", "35")
# One fault each: (name, finding, which pattern is replaced by what in a message that care began).
FOUTEN = (
    ("subversie-van-andere-release", "CS015", "BerichtSubversie>{sub}<", "BerichtSubversie>9<"),
    ("hoofdversie", "CS025", "BerichtVersie>{hoofd}<", "BerichtVersie>2<"),
    ("berichtcode-van-ander-bericht", "RS047", "BerichtCode>{code}<", "BerichtCode>999<"),
    ("bsn-zonder-elfproef", "CS002", "Bsn>9999", "Bsn>9998"),
    ("onbekend-element", "XSD", ":Geslacht>", ":Sekse>"),
    ("waarde-buiten-codelijst", "XSD", r"StatusAanlevering>\d<", "StatusAanlevering>5<"),
    ("alleen-lf", "OP192", "\r\n", "\n"),
)


def goede() -> Iterator[tuple[Path, bytes]]:
    for standaard in alle_standaarden():
        for release in standaard.releases.values():
            for type_ in release.berichttypen:
                pad = TESTDATA / standaard.naam / release.versie / f"{type_}.xml"
                yield pad, Berichten().maak(type_, release.versie, zaad=ZAAD).xml


def foute() -> Iterator[tuple[Path, bytes, str]]:
    for standaard in alle_standaarden():
        for release in standaard.releases.values():
            type_ = next(t for t in release.berichttypen if nummer_van(t) in AANVANG)
            xml = Berichten().maak(type_, release.versie, zaad=ZAAD).xml.decode()
            code = standaard.soort(type_).berichtcode
            for naam, bevinding, oud, nieuw in FOUTEN:
                delen = {"hoofd": release.hoofdversie, "sub": release.subversie, "code": code}
                vervangen = re.sub(oud.format(**delen), nieuw, xml)
                yield (
                    TESTDATA / standaard.naam / release.versie / "ongeldig" / f"{type_}-{naam}.xml",
                    vervangen.encode(),
                    bevinding,
                )


def gebroken() -> Iterator[tuple[Path, str, str, str]]:
    """Yield for every rule that can be broken alone: the file, and the type, version and rule that it is made by."""
    for standaard in alle_standaarden():
        for release in standaard.releases.values():
            gezien = set()
            for type_ in release.berichttypen:
                for code in breekbare_regels(release, type_):
                    if code not in gezien:
                        gezien.add(code)
                        pad = TESTDATA / standaard.naam / release.versie / "ongeldig" / f"{code}-{type_}.xml"
                        yield pad, type_, release.versie, code


if __name__ == "__main__":
    regels = ((pad, Berichten().ongeldig(type_, code, versie).xml) for pad, type_, versie, code in gebroken())
    for pad, xml in [*goede(), *((pad, xml) for pad, xml, _ in foute()), *regels]:
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(xml)
