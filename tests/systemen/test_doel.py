"""doel.py: what a target is, before anything is made of it."""

import pytest

from pytest_draaiboek.systemen.doel import adressen, is_op_afstand, vaste_adressen


@pytest.mark.parametrize(
    ("doel", "alle", "vast"),
    [
        ("http://127.0.0.1:1", ["http://127.0.0.1:1"], 1),
        (" http://127.0.0.1:1", [], 0),
        ("http://a:1, https://b:2,", ["http://a:1", "https://b:2"], 2),
        ("http://a:1,http://a:1", ["http://a:1"], 1),
        ("http://127.0.0.1:{poort}", ["http://127.0.0.1:{poort}"], 0),
        ("proces:node systeem.js http://a:1,http://b:2", [], 0),
        ("voorbeeld:aanbieder", [], 0),
        ("", [], 0),
    ],
)
def test_adressen(doel: str, alle: list[str], vast: int) -> None:
    assert list(adressen(doel)) == alle
    assert len(vaste_adressen(doel)) == vast


def test_op_afstand() -> None:
    assert [is_op_afstand(doel) for doel in ("http://a", "https://a", "proces:a", "http:a", "httpx:Ons", "a:b", "")] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip
