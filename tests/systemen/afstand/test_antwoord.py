"""antwoord.py: whatever is wrong with an answer is said at once, in Dutch, and is the adapter's fault."""

import pytest

from pytest_draaiboek.fouten import AdapterFout, OnbereikbaarSysteem
from pytest_draaiboek.systemen.afstand.antwoord import lees_antwoord
from pytest_draaiboek.systemen.afstand.vormen import VERBEN, Beschrijving, Niets, Standvorm, Uitkomstvorm
from pytest_draaiboek.systemen.contract import Status

DIEP = b"[" * 100_000 + b"]" * 100_000
UITKOMST = "een object met status, berichten; code, melding mag erbij."
KLOK = "een object met moment."
STAND = "een object met te_verzenden, ongelezen, onbeantwoord; toewijzingen mag erbij."


def fout_van(verb: str, antwoord: bytes) -> str:
    with pytest.raises(AdapterFout) as gevangen:
        lees_antwoord(VERBEN[verb], antwoord, "Het systeem X")
    assert not isinstance(gevangen.value, OnbereikbaarSysteem)
    return str(gevangen.value)


@pytest.mark.parametrize(
    ("verb", "antwoord", "wat"),
    [
        ("ontvang", b"{}", "status, berichten ontbreken"),
        ("ontvang", b'{"status": "aanvaard"}', "berichten ontbreekt"),
        ("ontvang", b'{"status": 3, "nog": [}', "$.status is een geheel getal; verwacht wordt tekst"),
        ("ontvang", b'{"status": 3}', "berichten ontbreekt"),
        ("ontvang", b'{"status": null, "berichten": []}', "$.status is null; verwacht wordt tekst"),
        (
            "ontvang",
            b'{"status": "Aanvaard", "berichten": []}',
            "$.status is 'Aanvaard'; verwacht wordt aanvaard, geweigerd of uitgesteld",
        ),
        ("ontvang", b'{"status": "aanvaard", "berichten": "<x/>"}', "$.berichten is tekst; verwacht wordt een lijst"),
        ("ontvang", b'{"status": "aanvaard", "berichten": null}', "$.berichten is null; verwacht wordt een lijst"),
        ("ontvang", b'{"status": "aanvaard", "berichten": ["", {}]}', "$.berichten[1] is een object; verwacht wordt tekst"),
        ("ontvang", b'{"status": "aanvaard", "berichten": [], "code": 7}', "$.code is een geheel getal; verwacht wordt tekst of null"),
        ("ontvang", b"[]", "het antwoord is een lijst; verwacht wordt een object"),
        ("ontvang", b"null", "het antwoord is null; verwacht wordt een object"),
        ("ontvang", b'"geweigerd"', "het antwoord is tekst; verwacht wordt een object"),
        ("ontvang", b"true", "het antwoord is true of false; verwacht wordt een object"),
        ("ontvang", b"", "dat is geen JSON (het houdt te vroeg op): het is leeg"),
        ("ontvang", b" \r\n", "dat is geen JSON (het houdt te vroeg op): het is leeg"),
        ("ontvang", b'{"status": "aan', """dat is geen JSON (het houdt te vroeg op): '{"status": "aan'"""),
        ("reset", b"<html>", "dat is geen JSON (fout bij byte 0): '<html>'"),
        ("reset", b"{} {}", None),
        ("reset", b'{"a": NaN}', """dat is geen JSON (fout bij byte 6): '{"a": NaN}'"""),
        ("reset", b"{'a': 1}", """dat is geen JSON (fout bij byte 1): "{'a': 1}\""""),
        ("reset", b'{"a": 1,}', """dat is geen JSON (fout bij byte 8): '{"a": 1,}'"""),
        ("reset", b"\xef\xbb\xbf{}", r"dat is geen JSON (fout bij byte 0): '\ufeff{}'"),
        ("reset", '{"a": 1}'.encode("utf-16"), None),
        (
            "ontvang",
            b'{"status": "aanvaard", "berichten": ["\\ud83d"]}',
            r"""dat is geen JSON (\ud83d is een half teken): '{"status": "aanvaard", "berichten": ["\\ud83d"]}'""",
        ),
        (
            "ontvang",
            b'{"status": "aanvaard", "berichten": ["\\uDE00!"]}',
            r"""dat is geen JSON (\uDE00 is een half teken): '{"status": "aanvaard", "berichten": ["\\uDE00!"]}'""",
        ),
        (
            "ontvang",
            b'{"status": "aanvaard", "berichten": ["caf\xe9"]}',
            """dat is geen UTF-8: '{"status": "aanvaard", "berichten": ["caf\N{REPLACEMENT CHARACTER}"]}'""",
        ),
        ("reset", b'{"a": %s}' % DIEP, "het is te diep genest"),
        ("ontvang", DIEP, "het antwoord is een lijst; verwacht wordt een object"),
        ("stand", b'{"toewijzingen": [{"a": %s}]}' % DIEP, "het is te diep genest"),
        (
            "ontvang",
            b'{"status": "aanvaard", "berichten": ["<a/>"], "berichten": []}',
            "berichten staat er meer dan eens in",
        ),
        ("reset", b'{"a": {"b": 1, "b": 1}}', "b staat er meer dan eens in"),
        ("stand", b'{"ongelezen": 1}', "te_verzenden, onbeantwoord ontbreken"),
        (
            "stand",
            b'{"te_verzenden": -1, "ongelezen": 0, "onbeantwoord": 0}',
            "$.te_verzenden is negatief; verwacht wordt een aantal van nul of meer",
        ),
        (
            "stand",
            b'{"te_verzenden": 0, "ongelezen": "0", "onbeantwoord": 0}',
            "$.ongelezen is tekst; verwacht wordt een geheel getal",
        ),
        (
            "stand",
            b'{"te_verzenden": 0, "ongelezen": 1.5, "onbeantwoord": 0}',
            "$.ongelezen is een getal; verwacht wordt een geheel getal",
        ),
        ("stand", b'{"te_verzenden": 1e999, "ongelezen": 0, "onbeantwoord": 0}', "$.te_verzenden is een te groot getal"),
        (
            "stand",
            b'{"te_verzenden": 0, "ongelezen": 0, "onbeantwoord": 0, "toewijzingen": 3}',
            "$.toewijzingen is een geheel getal; verwacht wordt een lijst of null",
        ),
        ("klok", b"{}", "moment ontbreekt"),
        ("klok", b'{"moment": null}', "$.moment is null; verwacht wordt een moment"),
        ("klok", b'{"moment": 1648652400}', "$.moment is een geheel getal; verwacht wordt een moment"),
        (
            "klok",
            b'{"moment": "2022-03-30T17:00:00"}',
            "$.moment is '2022-03-30T17:00:00', zonder tijdzone; verwacht wordt bijvoorbeeld 2022-03-30T17:00:00+02:00",
        ),
        (
            "klok",
            b'{"moment": "2022-03-30T17:00+02:00"}',
            "$.moment is '2022-03-30T17:00+02:00', en dat is geen moment; verwacht wordt bijvoorbeeld 2022-03-30T17:00:00+02:00",
        ),
        (
            "klok",
            b'{"moment": "30-03-2022"}',
            "$.moment is '30-03-2022', en dat is geen moment; verwacht wordt bijvoorbeeld 2022-03-30T17:00:00+02:00",
        ),
        ("beschrijving", b'{"verben": []}', "vorm, rol ontbreken"),
        (
            "beschrijving",
            b'{"vorm": "1", "rol": "gemeente", "verben": []}',
            "$.vorm is tekst; verwacht wordt een geheel getal",
        ),
    ],
)  # fmt: skip
def test_een_antwoord_dat_niet_klopt(verb: str, antwoord: bytes, wat: str | None) -> None:
    melding = fout_van(verb, antwoord)
    eerste, verwacht, raad = melding.split("\n")
    if wat is not None:
        assert eerste == f"Het systeem X gaf op {verb} een antwoord dat niet klopt: {wat}."
    assert eerste.startswith(f"Het systeem X gaf op {verb} een antwoord dat niet klopt: ")
    assert verwacht.startswith("Verwacht wordt een ")
    assert raad == (
        "Wat te doen: Dit is geen oordeel over het systeem. Herstel de adapter; draaiboek diagnose gaat alle verben langs."
    )
    assert not {"Expected", "Invalid", "malformed", "truncated", "codec", "Object"} & set(
        melding.replace("(", " ").split()
    )


@pytest.mark.parametrize(
    ("verb", "verwacht"),
    [("ontvang", UITKOMST), ("klok", KLOK), ("stand", STAND), ("reset", "een leeg object: {}.")],
)
def test_wat_verwacht_wordt_staat_erbij(verb: str, verwacht: str) -> None:
    assert fout_van(verb, b"[]").split("\n")[1] == f"Verwacht wordt {verwacht}"


def test_onbekende_velden_tellen_niet_mee() -> None:
    antwoord = b'{"nieuw": {"status": "geweigerd"}, "status": "aanvaard", "berichten": [], "nr": 3, "x": [1e999]}'
    assert lees_antwoord(VERBEN["ontvang"], antwoord, "X") == Uitkomstvorm(Status.AANVAARD, [])
    assert lees_antwoord(VERBEN["reset"], b'{"klaar": true}', "X") == Niets()
    grijs = b'{"vorm": 1, "rol": "gemeente", "verben": [], "onbekend": [1]}'
    assert lees_antwoord(VERBEN["beschrijving"], grijs, "X") == Beschrijving(1, "gemeente", [])


def test_grote_getallen_en_tekens_komen_over() -> None:
    stand = lees_antwoord(
        VERBEN["stand"], b'{"te_verzenden": %s, "ongelezen": 0, "onbeantwoord": 0}' % (b"9" * 30), "X"
    )
    assert stand == Standvorm(int("9" * 30), 0, 0)
    uitkomst = lees_antwoord(
        VERBEN["ontvang"], '{"status": "geweigerd", "berichten": ["\\r\\n\\u00e9\\ud83d\\ude00😀"]}'.encode(), "X"
    )
    assert uitkomst.berichten == ["\r\n\u00e9😀😀"]


def test_een_lang_antwoord_wordt_kort_getoond() -> None:
    melding = fout_van("reset", b"x" * 1_000_000)
    assert len(melding) < 700
    assert "xxx…'" in melding
