"""pijpen.py: real pipes, of which neither a reader nor a writer is waited for longer than is meant."""

import os
import time

import pytest

from pytest_draaiboek.systemen.afstand.pijpen import VOORUIT, Lezer, Schrijver


def test_regels_en_het_eind() -> None:
    uit, in_ = os.pipe()
    lezer = Lezer(os.fdopen(uit, "rb"), 100)
    with os.fdopen(in_, "wb") as bron:
        bron.write(b"een\n\ntwee\r\nhalf")
    assert [lezer.regel(20) for _ in range(4)] == [b"een\n", b"\n", b"twee\r\n", b"half"]
    assert lezer.regel(20) == b""
    with pytest.raises(TimeoutError):
        lezer.regel(0.01)
    lezer.sluit(0.01)


def test_een_te_lange_regel_is_de_laatste() -> None:
    uit, in_ = os.pipe()
    lezer = Lezer(os.fdopen(uit, "rb"), 10)
    with os.fdopen(in_, "wb") as bron:
        bron.write(b"123456789\n1234567890\nna\n")
    assert [lezer.regel(20) for _ in range(3)] == [b"123456789\n", b"1234567890", b""]
    lezer.sluit(1)


def test_wie_maar_doorschrijft_krijgt_geen_extra_tijd() -> None:
    uit, in_ = os.pipe()
    lezer = Lezer(os.fdopen(uit, "rb"), 100)
    with os.fdopen(in_, "wb") as bron:
        bron.write(b"x\n" * VOORUIT * 5)
    assert lezer.regel(20) == b"x\n"
    time.sleep(0.1)
    with pytest.raises(TimeoutError):
        lezer.regel(0)
    # What nobody asked for does not keep the pipe open.
    begin = time.monotonic()
    lezer.sluit(5)
    assert time.monotonic() - begin < 4
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(uit)


def test_schrijven_zonder_te_wachten() -> None:
    uit, in_ = os.pipe()
    schrijver = Schrijver(os.fdopen(in_, "wb"))
    schrijver.schrijf(b"x" * 1_000_000 + b"\n")
    schrijver.schrijf(b"klaar\n")
    schrijver.sluit()
    schrijver.wacht(0.01)
    with os.fdopen(uit, "rb") as bron:
        assert bron.read() == b"x" * 1_000_000 + b"\nklaar\n"
    schrijver.wacht(20)


def test_schrijven_naar_niemand() -> None:
    uit, in_ = os.pipe()
    schrijver = Schrijver(os.fdopen(in_, "wb"))
    os.close(uit)
    schrijver.schrijf(b"x\n")
    schrijver.schrijf(b"y\n")
    schrijver.wacht(20)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(in_)
