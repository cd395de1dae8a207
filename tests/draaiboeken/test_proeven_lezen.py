"""What a draaiboek file may say in a [[proef]], and what is refused, naming the key and what to do."""

from pathlib import Path

import pytest

from pytest_draaiboek.draaiboeken import Draaiboek, lees
from pytest_draaiboek.draaiboeken.proef import Aantal
from pytest_draaiboek.draaiboeken.proeven_lezen import moment_van, vul_in
from pytest_draaiboek.draaiboeken.waar import LANGSTE, Onwaar, Waar
from pytest_draaiboek.fouten import OngeldigDraaiboek

BRON = Path(__file__).parents[2] / "pytest_draaiboek" / "draaiboeken" / "wmo-jw-2022.toml"
EIS = """
[[eis]]
id = "X-1"
paragraaf = "9"
rollen = ["aanbieder", "gemeente"]
ernst = "verplicht"
tekst = "Doet wat de proef vraagt."
toets = "proef"
"""
PROEF = """
[[proef]]
eis = "X-1"
naam = "de eerste"
rollen = ["aanbieder"]
type = "305"
clienten = ["a", "b"]

[[proef.stap]]
op = "verleden"
doe = "ontvang"
type = "301"
versie = "van"
client = "a"

[[proef.stap]]
op = "3.1.2"
na = "-1h30m"
naam = "vroeg"
doe = "verzend"
type = "305"
client = "a"
inhoud = { Client = { Bsn = "{bsn}", Geslacht = 1, Naam = "{{a}}", Geboortedatum = "{weg}" }, Begindatum = 2022-02-02 }
verwacht = { aanvaard = true, bericht = [{ type = "305", versie = "van", waar = "//Bsn = $bsn", tekst = "een 305" }] }

[[proef.stap]]
op = "3.2.4"
doe = "stand"
verwacht = { stand = [{ waar = "@ongelezen = 0" }] }

[[proef]]
eis = "X-1"
naam = "de tweede"
rollen = ["gemeente"]
type = "301"
verleden = []
stap = [{ op = "3.2.4", doe = "verzend", type = "301", verwacht = { bericht = [{ type = "301", aantal = "1" }] } }]
"""
VERTALING = '\n[vertaling.en.proef]\n"de eerste" = "the first"\n"een 305" = "a 305"\n'


def gelezen(map_: Path, extra: str) -> Draaiboek:
    tekst = BRON.read_text(encoding="utf-8")
    plek = tekst.index("[vertaling.en.titel]")
    pad = map_ / "eigen.toml"
    pad.write_text(tekst[:plek] + extra + tekst[plek:], encoding="utf-8")
    return next(d for d in lees(pad) if d.naam == "iwmo-3.1")


def test_een_proef(tmp_path: Path) -> None:
    draaiboek = gelezen(tmp_path, EIS + PROEF + VERTALING)
    eerste, tweede = draaiboek.proeven
    assert (eerste.rollen, eerste.berichttype, eerste.clienten) == (("aanbieder",), "WMO305", ("a", "b"))
    # What it plays itself in the past is not played for it.
    assert (eerste.verleden, tweede.verleden) == ((), ())
    assert draaiboek.paar("WMO305").verleden == ("WMO301",)
    assert eerste.teksten == ("de eerste", "een 305")
    _, vroeg, stand = eerste.stappen
    assert (vroeg.naam, vroeg.berichttype, vroeg.client, vroeg.aanvaard) == ("vroeg", "WMO305", "a", True)
    assert vroeg.inhoud == {
        "Client": {"Bsn": "{bsn}", "Geslacht": "1", "Naam": "{{a}}", "Geboortedatum": "{weg}"},
        "Begindatum": "2022-02-02",
    }
    (bericht,) = vroeg.berichten
    assert (bericht.versie, bericht.client, bericht.aantal) == ("3.0", "", Aantal(1, None))
    assert stand.stand[0].waar == Waar("@ongelezen = 0")
    assert [moment_van(draaiboek, stap).isoformat() for stap in eerste.stappen] == [
        "2022-02-15T10:00:00+01:00",
        "2022-03-30T15:30:00+02:00",
        "2022-04-04T13:00:00+02:00",
    ]
    assert draaiboek.vertalingen["en"]["proef de eerste"] == "the first"


def test_uren_zijn_echte_uren(tmp_path: Path) -> None:
    # Between these two summer time began.
    draaiboek = gelezen(tmp_path, EIS + PROEF.replace('na = "-1h30m"', 'na = "-96h"'))
    assert moment_van(draaiboek, draaiboek.proeven[0].stappen[1]).isoformat() == "2022-03-26T16:00:00+01:00"


DEEL = PROEF.partition('[[proef]]\neis = "X-1"\nnaam = "de tweede"')[0]
GEBREKEN: list[tuple[str, str, str, str]] = [
    ("eis", 'eis = "X-1"\nnaam = "de eerste"', 'eis = "X-9"\nnaam = "de eerste"', "proef 1.eis: eis 'X-9' bestaat niet"),
    ("andere toets", 'eis = "X-1"\nnaam = "de eerste"', 'eis = "5.2"\nnaam = "de eerste"', "proef 1.eis: eis 5.2 heeft toets 'nazorg'"),
    ("rol", '["aanbieder"]\ntype', '["knooppunt"]\ntype', "proef 1.rollen: eis X-1 is er niet voor 'knooppunt'"),
    ("naam", '"de eerste"', '" "', "proef 1.naam: ' ' is geen naam"),
    ("naam met dubbele punt", '"de eerste"', '"a: b"', "proef 1.naam: 'a: b' is geen naam"),
    ("dubbele naam", '"de tweede"', '"de eerste"', "proef 2.naam: 'de eerste' komt twee keer voor"),
    ("type", 'type = "305"\nclienten', 'type = "399"\nclienten', "proef 1.type: type '399' zit in geen paar"),
    ("cliënten", '["a", "b"]', '["a", "a"]', r"proef 1.clienten: gevonden is \('a', 'a'\)"),
    ("cliënt", 'client = "a"\ninhoud', 'client = "c"\ninhoud', "proef 1.stap 2.client: cliënt 'c' is niet van deze proef"),
    ("geen cliënt", 'client = "a"\ninhoud', "inhoud", "proef 1.stap 2.client: cliënt None is niet van deze proef"),
    ("verleden", "verleden = []", 'verleden = ["302"]', "proef 2.verleden: '302' is geen heenbericht"),
    ("mijlpaal", 'op = "3.1.2"', 'op = "3.9"', "proef 1.stap 2.op: mijlpaal '3.9' bestaat niet"),
    ("duur", '"-1h30m"', '"morgen"', "proef 1.stap 2.na: 'morgen' is geen duur"),
    ("volgorde", 'op = "3.2.4"\ndoe = "stand"', 'op = "3.1.1"\ndoe = "stand"', "proef 1.stap 3.op: 2022-03-23 23:00:00 is vroeger dan de stap ervoor"),
    ("voor het verleden", 'op = "verleden"', 'op = "verleden"\nna = "-1s"', "proef 1.stap 1.op: 2022-02-15 09:59:59 is vroeger dan"),
    ("retour als heen", 'type = "305"\nclient = "a"', 'type = "306"\nclient = "a"', "proef 1.stap 2.type: '306' is geen heenbericht"),
    ("niet van de rol", 'doe = "verzend"\ntype = "305"', 'doe = "verzend"\ntype = "301"', "proef 1.stap 2.doe: verzend WMO301 past niet bij aanbieder"),
    ("zonder versie", 'versie = "van"\nclient', "client", "proef 1.stap 1.versie: ontbreekt"),
    ("versie bij verzend", 'doe = "verzend"\ntype = "305"', 'doe = "verzend"\nversie = "van"\ntype = "305"', "proef 1.stap 2.versie: heeft bij doe = 'verzend' geen betekenis"),
    ("type bij stand", 'doe = "stand"', 'doe = "stand"\ntype = "305"', "proef 1.stap 3.type: heeft bij doe = 'stand' geen betekenis"),
    ("stand bij verzend", "aanvaard = true", 'stand = [{ waar = "true()" }]', "proef 1.stap 2.verwacht.stand: heeft bij doe = 'verzend' geen betekenis"),
    ("sinds zonder zo_nodig", 'naam = "vroeg"', 'naam = "vroeg"\nsinds = "begin"', "proef 1.stap 2.sinds: heeft bij doe = 'verzend' geen betekenis"),
    ("zo_nodig zonder sinds", 'naam = "vroeg"', "zo_nodig = true", "proef 1.stap 2.sinds: None is geen naam van een eerdere stap"),
    ("dubbele stapnaam", 'naam = "vroeg"', 'naam = "begin"', "proef 1.stap 2.naam: 'begin' is leeg of al gebruikt"),
    ("antwoord op niets", 'doe = "ontvang"\ntype = "301"\nversie = "van"', 'doe = "antwoord"\ntype = "301"', "proef 1.stap 1.type: cliënt a heeft nog geen WMO301 waarop te antwoorden is"),
    ("tegenproef", 'doe = "ontvang"', 'doe = "ontvang"\ntegenproef = true', "proef 1.stap 1.tegenproef: een tegenproef zonder 'verwacht'"),
    ("plek", '"{bsn}"', '"{naam}"', r"proef 1.stap 2.inhoud.Client.Bsn: \{naam\} in '\{naam\}' is niet in te vullen"),
    ("losse accolade", '"{bsn}"', '"a}"', r"proef 1.stap 2.inhoud.Client.Bsn: \} in 'a\}' is niet in te vullen"),
    ("geen tekst", "Geslacht = 1", "Geslacht = true", "proef 1.stap 2.inhoud.Client.Geslacht: True is geen tekst"),
    ("moment in inhoud", "Geslacht = 1", "Geslacht = 2022-02-02T10:00:00", "proef 1.stap 2.inhoud.Client.Geslacht: .* is geen tekst"),
    ("verwacht type", 'bericht = [{ type = "305"', 'bericht = [{ type = "301"', "proef 1.stap 2.verwacht.bericht 1.type: aanbieder verzendt geen WMO301"),
    ("aantal", 'versie = "van", waar', 'aantal = "0+", waar', r"proef 1.stap 2.verwacht.bericht 1.aantal: '0\+' zegt niet hoeveel"),
    ("sinds later", 'versie = "van", waar', 'sinds = "straks", waar', "proef 1.stap 2.verwacht.bericht 1.sinds: 'straks' is geen naam van deze stap of een eerdere"),
    ("waar", "//Bsn = $bsn", "//Bsn = ", "proef 1.stap 2.verwacht.bericht 1.waar: '//Bsn = ' is geen XPath 1.0"),
    ("cliënt bij stand", '"@ongelezen = 0"', '"toewijzing[bsn = $bsn]"', "proef 1.stap 3.verwacht.stand 1.client: cliënt None is niet van deze proef"),
    ("kan niet misgaan", 'verwacht = { bericht = [{ type = "301", aantal = "1" }] }', "client = \"a\"", "proef 2.stap: geen enkele stap kan misgaan"),
    ("niets doen voldoet", 'aantal = "1"', 'aantal = "0"', "proef 2.stap: een systeem dat niets doet, voldoet hieraan ook"),
    ("vertaling", '"de eerste" = "the first"', '"de derde" = "the third"', "vertaling.en.proef.de derde: proef 'de derde' bestaat niet"),
]  # fmt: skip


@pytest.mark.parametrize(("oud", "nieuw", "melding"), [g[1:] for g in GEBREKEN], ids=[g[0] for g in GEBREKEN])
def test_wat_niet_kan_wordt_geweigerd(tmp_path: Path, oud: str, nieuw: str, melding: str) -> None:
    goed = EIS + PROEF + (VERTALING if melding.startswith("vertaling") else "")
    assert goed.count(oud) >= 1
    with pytest.raises(OngeldigDraaiboek, match=melding) as fout:
        gelezen(tmp_path, goed.replace(oud, nieuw, 1))
    assert "eigen.toml" in str(fout.value)


def test_een_eis_zonder_proef_voor_een_rol(tmp_path: Path) -> None:
    with pytest.raises(
        OngeldigDraaiboek, match=r"eis X-1\.toets: er is geen \[\[proef\]\] van deze eis voor gemeente\."
    ):
        gelezen(tmp_path, EIS + DEEL)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("//a = $naam", r"variabele \$naam bestaat niet\. kies uit \$bsn, "),
        ("document('x')", r"functie document\(\) is er niet\. kies uit boolean, "),
        ("id('x')", r"functie id\(\) is er niet"),
        ("//wmo:Bsn", "'wmo:Bsn' heeft een voorvoegsel"),
        ("//Bsn[", r"'//Bsn\[' is geen XPath 1\.0"),
        ("count(//Bsn)", "levert geen ja of nee en geen elementen"),
        ("'a'", "levert geen ja of nee en geen elementen"),
        ("//a[" * 600, f"langer dan {LANGSTE:,} tekens"),
    ],
)
def test_een_voorwaarde_die_niet_kan(tekst: str, melding: str) -> None:
    with pytest.raises(Onwaar, match=melding):
        Waar(tekst)


def test_een_voorwaarde() -> None:
    from lxml import etree

    boom = etree.fromstring(b"<Bericht><Bsn>1</Bsn><Van>2018-04-01</Van><D><Datum>2018-04-02</Datum></D></Bericht>")
    waarden = {"bsn": "1", "eigen": "2"}
    for tekst, geldt in [
        ("//Bsn = $bsn", True),
        ("//Bsn = $eigen", False),
        ("//Bsn", True),
        ("//Bsn[. = '$naam' or . = \"document()\"]", False),
        ("dag(//Van) = 20180401", True),
        ("dag('2018-04-01') < dag(//D)", True),
        ("dag(//Bsn) = dag(//Bsn)", False),
        ("//Bsn[following-sibling::Van] and (not(//Niets)) or (count(child::node()) > 9)", True),
    ]:
        assert Waar(tekst).geldt(boom, waarden) is geldt, tekst
    assert Waar("//Bsn = $bsn and status").namen == {"Bsn", "and", "status"}


@pytest.mark.parametrize(
    ("tekst", "aantallen", "woorden"),
    [("0", [0], "geen"), ("2", [2], "2"), ("1+", [1, 2, 3, 4], "minstens 1"), ("0-1", [0, 1], "hoogstens 1"), ("2-3", [2, 3], "2 tot 3")],
)  # fmt: skip
def test_een_aantal(tekst: str, aantallen: list[int], woorden: str) -> None:
    aantal = Aantal.lees(tekst)
    assert aantal is not None
    assert [n for n in range(5) if aantal.omvat(n)] == aantallen
    assert str(aantal) == woorden
    assert Aantal.lees(f"{tekst}x") is None
    assert [Aantal.lees(fout) for fout in ("", "0+", "3-2", "-1", "een")] == [None] * 5


def test_invullen() -> None:
    assert vul_in("{{{bsn}}} {eigen}", {"bsn": "1", "eigen": "2"}) == "{1} 2"
