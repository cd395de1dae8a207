"""lijn_proces.py: real children that crash, hang or talk nonsense, each reported as the adapter's fault with its last lines."""

import json
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from afstand_delen import MOMENT

from pytest_draaiboek.fouten import (
    AdapterBrakAf,
    AdapterFout,
    NietOndersteund,
    OnbereikbaarSysteem,
    OngeldigeInstelling,
)
from pytest_draaiboek.systemen.afstand import kind, lijn_proces
from pytest_draaiboek.systemen.afstand.lijn_proces import Proceslijn
from pytest_draaiboek.systemen.afstand.vormen import VERBEN

Lijn = Callable[..., Proceslijn]
KORT = timedelta(seconds=0.5)
LEEST = "Wat te doen: Dit is geen oordeel over het systeem. Herstel de adapter; hij leest regels tot stdin eindigt."
STDOUT = (
    "Wat te doen: Dit is geen oordeel over het systeem. Schrijf op stdout alleen antwoorden, elk op een regel en met het nummer (nr) "
    "van de vraag; meldingen horen op stderr."
)
ZWIJGT = "Het schreef niets op stderr."
ECHO = "while True:\n v = lees()\n zeg(v, **{k: w for k, w in v.items() if k != 'nr'})\n"


def vraag(lijn: Proceslijn, verb: str = "ontvang", inhoud: bytes = b'{"bericht":"<x/>"}') -> bytes:
    return lijn.vraag(VERBEN[verb], MOMENT, inhoud)


def fout_van(lijn: Proceslijn, soort: type[Exception] = AdapterFout, verb: str = "ontvang") -> list[str]:
    with pytest.raises(soort) as gevangen:
        vraag(lijn, verb)
    assert type(gevangen.value) is soort
    return str(gevangen.value).split("\n")


def test_een_gesprek(kind_lijn: Lijn) -> None:
    lijn = kind_lijn(ECHO)
    assert json.loads(vraag(lijn, "reset", b"{}")) == {"nr": 1, "vorm": 1, "verb": "reset", "moment": MOMENT}
    tekst = '<x a="\\">\r\n é😀\t\u2028</x>'
    gezegd = json.loads(vraag(lijn, inhoud=json.dumps({"bericht": tekst}, ensure_ascii=False).encode()))
    assert gezegd == {"nr": 2, "vorm": 1, "verb": "ontvang", "moment": MOMENT, "bericht": tekst}


def test_elk_veld_staat_een_keer_in_de_regel(kind_lijn: Lijn) -> None:
    lijn = kind_lijn("v = sys.stdin.readline()\nprint(json.dumps({'nr': 1, 'regel': v}), flush=True)\nlees()")
    regel = json.loads(vraag(lijn, "zet_klok", b'{"moment":"%s"}' % MOMENT.encode()))["regel"]
    assert regel == f'{{"nr":1,"vorm":1,"verb":"zet_klok","moment":"{MOMENT}"}}\n'


def test_een_grote_vraag_en_een_groot_antwoord(kind_lijn: Lijn) -> None:
    # Both longer than a pipe holds, and the child writes on stderr too before it reads on.
    lijn = kind_lijn("sys.stderr.write('x' * 500_000)\n" + ECHO)
    groot = "é" * 1_000_000
    assert json.loads(vraag(lijn, inhoud=json.dumps({"bericht": groot}).encode()))["bericht"] == groot


@pytest.mark.parametrize("regeleinde", ["\\r\\n", "  \\n"])
def test_regeleinden(kind_lijn: Lijn, regeleinde: str) -> None:
    lijn = kind_lijn(f"lees()\nsys.stdout.buffer.write(b'{{\"nr\": 1}}{regeleinde}')\nsys.stdout.flush()\nlees()")
    assert json.loads(vraag(lijn)) == {"nr": 1}


def test_een_fout_en_een_verb_dat_er_niet_is(kind_lijn: Lijn) -> None:
    lijn = kind_lijn(
        "zeg(lees(), fout={'soort': 'intern', 'melding': 'kapot'})\n"
        "zeg(lees(), fout={'soort': 'niet_ondersteund', 'melding': 'Dat kunnen wij niet.'})\n"
        "zeg(lees(), fout={'soort': 'niet_ondersteund'})\n"
        "zeg(lees(), fout={'soort': 'intern'})\n"
        "zeg(lees(), fout=None, status='geweigerd')\n"
        "zeg(lees(), fout='tekst')\nlees()"
    )
    raad = "Wat te doen: Dit is geen oordeel over het systeem. Herstel de adapter; een weigering door het systeem is een antwoord met status geweigerd."
    assert fout_van(lijn, AdapterBrakAf) == ["Het systeem proces:kind brak af in ontvang (intern): kapot.", raad]
    assert fout_van(lijn, NietOndersteund) == ["Dat kunnen wij niet."]
    assert fout_van(lijn, NietOndersteund) == ["Het systeem proces:kind heeft geen ontvang."]
    assert fout_van(lijn, AdapterBrakAf) == [
        "Het systeem proces:kind brak af in ontvang (intern): zonder melding.",
        raad,
    ]
    assert json.loads(vraag(lijn))["status"] == "geweigerd"
    assert fout_van(lijn)[0].startswith(
        "Het systeem proces:kind antwoordde op ontvang met een fout die niet de vorm {soort, melding} heeft: "
    )


@pytest.mark.parametrize(
    ("script", "wat", "woorden"),
    [
        ("sys.exit(0)", "eindigde met exitstatus 0 tijdens ontvang", [ZWIJGT]),
        ("sys.exit('Geen licentie.')", "eindigde met exitstatus 1 tijdens ontvang", ["De laatste regels van stderr:", "  Geen licentie."]),
        ("lees(); os._exit(7)", "eindigde met exitstatus 7 tijdens ontvang", [ZWIJGT]),
        ("lees(); os.kill(os.getpid(), signal.SIGSEGV)", "werd beëindigd door signaal SIGSEGV tijdens ontvang", [ZWIJGT]),
        (
            "lees(); sys.stdout.write('{\"nr\": 1, \"sta'); sys.exit(2)",
            """eindigde met exitstatus 2 tijdens ontvang, halverwege zijn antwoord '{"nr": 1, "sta'""",
            [ZWIJGT],
        ),
    ],
)  # fmt: skip
def test_een_kind_dat_omvalt(kind_lijn: Lijn, script: str, wat: str, woorden: list[str]) -> None:
    lijn = kind_lijn(script)
    assert fout_van(lijn) == [f"Het systeem proces:kind {wat}.", *woorden, LEEST]
    for _ in range(2):
        assert fout_van(lijn, OnbereikbaarSysteem) == [
            f"Het systeem proces:kind is er niet meer: het {wat}.",
            "Wat te doen: wat hierna komt is niet getoetst; zie het eerste geval dat afbrak.",
        ]


def test_een_kind_dat_omvalt_met_een_traceback(kind_lijn: Lijn) -> None:
    melding = fout_van(kind_lijn("lees(); {}['weg']"))
    assert melding[:2] == [
        "Het systeem proces:kind eindigde met exitstatus 1 tijdens ontvang.",
        "De laatste regels van stderr:",
    ]
    assert melding[-2:] == ["  KeyError: 'weg'", LEEST]


def test_een_kind_dat_zijn_uitvoer_sluit(kind_lijn: Lijn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind, "GEDULD_S", 0.3)
    lijn = kind_lijn("lees(); os.close(1); time.sleep(60)")
    assert fout_van(lijn) == ["Het systeem proces:kind sloot zijn uitvoer tijdens ontvang.", ZWIJGT, LEEST]


@pytest.mark.parametrize(
    "script",
    [
        "print('Ik wacht.', file=sys.stderr, flush=True); lees(); time.sleep(60)",
        "print('Ik wacht.', file=sys.stderr, flush=True); os.close(0); time.sleep(60)",
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); print('Ik wacht.', file=sys.stderr, flush=True)\nwhile 1: time.sleep(9)",
        "print('Ik wacht.', file=sys.stderr, flush=True)\nwhile 1: print(json.dumps({'nr': 0}))",
        "print('Ik wacht.', file=sys.stderr, flush=True); lees(); sys.stdout.write('{\"nr\": 1'); sys.stdout.flush(); time.sleep(60)",
    ],
    ids=["antwoordt niet", "leest niet", "luistert niet", "blijft oud antwoord geven", "halve regel"],
)
def test_een_kind_dat_hangt(kind_lijn: Lijn, script: str) -> None:
    lijn = kind_lijn(script, KORT)
    uiterlijk_s = time.monotonic() + 20
    while "Ik wacht." not in lijn._kind.laatste_woorden() and time.monotonic() < uiterlijk_s:
        time.sleep(0.02)
    begin = time.monotonic()
    with pytest.raises(AdapterFout) as gevangen:
        vraag(lijn, inhoud=b'{"bericht":"%s"}' % (b"x" * 2_000_000))
    assert time.monotonic() - begin < 8
    assert type(gevangen.value) is AdapterFout
    assert str(gevangen.value).split("\n") == [
        "Het systeem proces:kind antwoordde niet binnen 0.5 seconden op ontvang, en is beëindigd.",
        "De laatste regels van stderr:",
        "  Ik wacht.",
        "Wat te doen: Dit is geen oordeel over het systeem. Kijk waar het op wacht, of geef het met --draaiboek-tijdslimiet meer tijd.",
    ]
    assert fout_van(lijn, OnbereikbaarSysteem)[0] == (
        "Het systeem proces:kind is er niet meer: het antwoordde niet binnen 0.5 seconden op ontvang, en is beëindigd."
    )


def test_de_tijdslimiet_geldt_per_verb(kind_lijn: Lijn) -> None:
    lijn = kind_lijn("while True:\n v = lees(); time.sleep(0.4); zeg(v)", timedelta(seconds=2.5))
    for _ in range(7):
        vraag(lijn)


@pytest.mark.parametrize(
    ("regel", "wat"),
    [
        ("Listening…", "een regel die geen JSON is: 'Listening…'"),
        ("", "een regel die geen JSON is: ''"),
        ('{"status": "aanvaard"}', """een regel zonder het nummer (nr) van de vraag: '{"status": "aanvaard"}'"""),
        ('{"nr": "1"}', """een regel zonder het nummer (nr) van de vraag: '{"nr": "1"}'"""),
        ("[1]", "een regel zonder het nummer (nr) van de vraag: '[1]'"),
        ('{"nr": 8}', """het nummer (nr) 8, gevraagd was 1: '{"nr": 8}'"""),
        ("x" * 900, f"een regel die geen JSON is: '{'x' * 300}…'"),
    ],
)
def test_onzin_op_stdout(kind_lijn: Lijn, regel: str, wat: str) -> None:
    lijn = kind_lijn(
        f"v = lees(); print('Let op.', file=sys.stderr, flush=True); time.sleep(0.3); print({regel!r}, flush=True)\n"
        "zeg(v, antwoord=1)\nzeg(lees(), antwoord=2)\nlees()"
    )
    assert fout_van(lijn) == [
        f"Het systeem proces:kind antwoordde op ontvang met {wat}",
        "De laatste regels van stderr:",
        "  Let op.",
        STDOUT,
    ]
    # The late answer to the first question is not taken for one to the second.
    assert json.loads(vraag(lijn)) == {"nr": 2, "antwoord": 2}


@pytest.mark.parametrize(
    "onzin", [b"\\xff\\xfe", b'{"nr": 1, "a": "\\xe9"}', b'{"nr": 1, "a": ' + b"[" * 5000, b"\\x00" * 9]
)
def test_onzin_in_bytes(kind_lijn: Lijn, onzin: bytes) -> None:
    lijn = kind_lijn(f"lees(); sys.stdout.buffer.write({onzin!r} + b'\\n'); sys.stdout.flush(); lees()")
    assert fout_van(lijn)[0].startswith(
        "Het systeem proces:kind antwoordde op ontvang met een regel die geen JSON is: "
    )


def test_een_veel_te_lange_regel(kind_lijn: Lijn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind, "MEESTE_BYTES", 2**20)
    monkeypatch.setattr(lijn_proces, "MEESTE_BYTES", 2**20)
    lijn = kind_lijn("zeg(lees(), a='x' * 900_000)\nzeg(lees(), a='x' * 2_000_000)\nlees()")
    assert len(vraag(lijn)) > 900_000
    assert fout_van(lijn) == [
        "Het systeem proces:kind gaf op ontvang een antwoord van meer dan 1 MB, en is beëindigd.",
        ZWIJGT,
        "Wat te doen: Dit is geen oordeel over het systeem. Geef alleen terug wat het systeem door dit verb verzond.",
    ]


def test_na_het_sluiten(kind_lijn: Lijn) -> None:
    gedaan = []
    lijn = kind_lijn(ECHO, daarna=lambda: gedaan.append(1))
    vraag(lijn)
    lijn.sluit()
    assert gedaan == [1]
    assert fout_van(lijn, OnbereikbaarSysteem) == ["Het systeem proces:kind is gesloten."]


def test_wat_niet_te_starten_is_ruimt_op() -> None:
    gedaan = []
    with pytest.raises(OngeldigeInstelling, match="is niet te starten"):
        Proceslijn(["/bestaat/niet"], {}, tijdslimiet=KORT, naar="x", daarna=lambda: gedaan.append(1))
    assert gedaan == [1]
