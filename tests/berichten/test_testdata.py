"""The golden messages are what the kit makes now, and the invalid ones are invalid for one reason."""

from pathlib import Path

import pytest
from maak_testdata import TESTDATA, foute, gebroken, goede

from pytest_draaiboek.berichten import Bericht, Berichten, controleer


def naam(pad: Path) -> str:
    return pad.relative_to(TESTDATA).as_posix()


@pytest.mark.parametrize(("pad", "xml"), [*goede()], ids=lambda w: naam(w) if isinstance(w, Path) else "")
def test_een_gouden_bericht(pad: Path, xml: bytes) -> None:
    assert pad.read_bytes() == xml
    assert controleer(Bericht.lees(pad)) == []


@pytest.mark.parametrize(("pad", "xml", "code"), [*foute()], ids=lambda w: naam(w) if isinstance(w, Path) else "")
def test_een_ongeldig_bericht(pad: Path, xml: bytes, code: str) -> None:
    assert pad.read_bytes() == xml
    assert {bevinding.code for bevinding in controleer(Bericht.lees(pad))} == {code}


@pytest.mark.parametrize(
    ("pad", "type_", "versie", "code"), [*gebroken()], ids=lambda w: naam(w) if isinstance(w, Path) else ""
)
def test_een_gebroken_regel(pad: Path, type_: str, versie: str, code: str) -> None:
    assert pad.read_bytes() == Berichten().ongeldig(type_, code, versie).xml
    assert {bevinding.code for bevinding in controleer(Bericht.lees(pad))} == {code}


def test_er_staat_niets_anders() -> None:
    bekend = {pad for pad, _ in goede()} | {pad for pad, _, _ in foute()} | {pad for pad, *_ in gebroken()}
    assert {pad for pad in TESTDATA.rglob("*") if pad.is_file()} == bekend
