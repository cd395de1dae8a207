"""Messages packed into a page: each once, found by its number, alike beside alike."""

import base64
import json
import zlib
from datetime import UTC, datetime

import pytest

from pytest_draaiboek.rapport.html.berichtenbak import MEESTE_TEKENS, Berichtenbak
from pytest_draaiboek.rapport.resultaat import Berichtgegevens, Verkeer

MOMENT = datetime(2031, 10, 1, tzinfo=UTC)


def bericht(berichttype: str, tekst: str, versie: str = "7") -> Berichtgegevens:
    return Berichtgegevens(berichttype=berichttype, versie=versie, identificatie="", tekst=tekst, codering="utf-8")


def verkeer(*stappen: str) -> list[Verkeer]:
    """Return traffic: "in:sleutel" or "uit:sleutel"."""
    paren = [stap.split(":") for stap in stappen]
    return [
        Verkeer(moment=MOMENT, richting="in" if naar == "in" else "uit", bericht=sleutel) for naar, sleutel in paren
    ]


def uitgepakt(bak: Berichtenbak) -> list[list[object]]:
    rijen: list[list[object]] = json.loads(zlib.decompress(base64.b64decode(bak.pak()), wbits=-zlib.MAX_WBITS))
    return rijen


def test_een_verwijzing_wijst_het_bericht_aan_hoe_ze_ook_liggen() -> None:
    bak = Berichtenbak({"a": bericht("B2", "<a/>"), "b": bericht("A1", "<b/>"), "c": bericht("B2", "<c/>")})
    rij = verkeer("in:a", "uit:b", "in:c", "uit:b")
    assert bak.verwijzing(rij, [0, 1]) == "i0 u1"
    assert bak.verwijzing(rij, [2, 3]) == "i2 u1"
    assert uitgepakt(bak) == [[1, "A1", "7", "<b/>"], [0, "B2", "7", "<a/>"], [2, "B2", "7", "<c/>"]]


def test_wat_niemand_aanwijst_gaat_niet_mee() -> None:
    bak = Berichtenbak({"a": bericht("A1", "<a/>"), "b": bericht("A1", "<b/>")})
    bak.verwijzing(verkeer("in:a", "in:b"), [1])
    assert [rij[-1] for rij in uitgepakt(bak)] == ["<b/>"]


def test_wat_op_elkaar_lijkt_neemt_samen_minder_plaats() -> None:
    """Two kinds of long messages that take turns: packed by kind each has its own kind in reach."""
    soorten = {
        type_: "".join(f"<{type_}{nr}>{zlib.crc32(f'{type_}{nr}'.encode()) % 97}</{type_}{nr}>" for nr in range(1_500))
        for type_ in ("A1", "B2")
    }
    berichten = {
        f"{type_}{nr}": bericht(type_, f"<n>{nr}</n>{tekst}") for nr in range(8) for type_, tekst in soorten.items()
    }
    bak = Berichtenbak(berichten)
    bak.verwijzing(verkeer(*(f"in:{sleutel}" for sleutel in berichten)), range(len(berichten)))
    om_en_om = zlib.compress("".join(een.tekst for een in berichten.values()).encode(), 9)
    assert len(base64.b64decode(bak.pak())) < len(om_en_om) / 2


def test_een_lang_bericht_wordt_afgekapt_en_dat_staat_erbij() -> None:
    bak = Berichtenbak({"a": bericht("A1", "x" * (MEESTE_TEKENS + 5))})
    bak.verwijzing(verkeer("uit:a"), [0])
    ((_, _, _, tekst),) = uitgepakt(bak)
    assert str(tekst).startswith("x" * MEESTE_TEKENS)
    assert str(tekst).endswith("(+5)")


@pytest.mark.parametrize("tekst", ["<m:Bsn>999900006</m:Bsn>", "een melding over 999900006"])
def test_wie_het_is_gaat_niet_mee(tekst: str) -> None:
    bak = Berichtenbak({"a": bericht("A1", tekst)})
    bak.verwijzing(verkeer("uit:a"), [0])
    assert "999900006" not in json.dumps(uitgepakt(bak))
