"""The reference that is made from the package has everything there is, and something new by itself."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pytest_draaiboek
from pytest_draaiboek import draaiboeken, plugin
from pytest_draaiboek import fouten as over_fouten
from pytest_draaiboek.rapport import bestand

WORTEL = Path(__file__).parents[2]
REFERENTIE = WORTEL / "docs" / "reference"


@pytest.fixture(scope="module", autouse=True)
def _bladen() -> Iterator[None]:
    sys.path.insert(0, str(WORTEL / "docs" / "_ext"))
    yield
    sys.path.remove(str(WORTEL / "docs" / "_ext"))


def test_elke_optie_met_haar_uitleg() -> None:
    from bladen import opties

    tekst = opties.opties()
    for naam, plek, uitleg in plugin.OPTIES:
        assert f"### `--{naam}`\n" in tekst
        assert f"`{naam.replace('-', '_')} = …`" in tekst
        assert uitleg in tekst
        assert plek is None or f": `{plek}`" in tekst
    assert f"### `--{plugin.DIAGNOSE}`" in tekst
    assert all(f"| `{naam}` | {uitleg} |" in opties.iniwaarden() for naam, uitleg in plugin.INIWAARDEN)


def test_een_optie_die_de_readme_niet_heeft_valt_op(monkeypatch: pytest.MonkeyPatch) -> None:
    from bladen import opties

    monkeypatch.setattr(opties, "OPTIES", (*plugin.OPTIES, ("draaiboek-nieuw", "X", "iets nieuws")))
    with pytest.raises(KeyError, match="draaiboek-nieuw"):
        opties.opties()


def test_elke_fixture_en_marker() -> None:
    from bladen import fixtures

    assert all(f"| `{naam}` | `" in fixtures.fixtures() for naam in plugin.FIXTURES)
    assert "| `draaiboek_systeem` | `Systeem` | session | The system under test; override it" in fixtures.fixtures()
    assert "`@pytest.mark.eis(id)`" in fixtures.markers()
    assert "`@pytest.mark.mijlpaal(nr, verschuiving='0s')`" in fixtures.markers()


def test_een_fixture_zonder_functie_valt_op(monkeypatch: pytest.MonkeyPatch) -> None:
    from bladen import fixtures

    monkeypatch.setattr(plugin, "FIXTURES", (*plugin.FIXTURES, "draaiboek_nieuw"))
    with pytest.raises(KeyError, match="draaiboek_nieuw"):
        fixtures.fixtures()


def test_elke_opdracht_met_haar_argumenten() -> None:
    from bladen import opdrachten

    tekst = opdrachten.opdrachten()
    for naam in (
        "lijst",
        "toon",
        "nieuw",
        "controleer-draaiboek",
        "schema",
        "vormen",
        "bericht",
        "keten",
        "controleer",
        "rapport",
        "bewijs",
        "vergelijk",
        "diagnose",
    ):
        assert f"(opdracht-{naam})=\n## `draaiboek {naam}`\n" in tekst
    assert "```{code-block} text\ndraaiboek bericht [-h]" in tekst
    assert "| `--aantal N` | hoeveel; standaard 1 |" in tekst
    assert "| `--samen` | kijk de berichten ook samen na" in tekst
    assert "| `BESTAND` | een bericht, of een map met berichten (*.xml) |" in tekst


def test_elk_veld_van_het_resultaat() -> None:
    from bladen import resultaat

    tekst = resultaat.resultaat()
    for naam, schema in json.loads(bestand.schema())["$defs"].items():
        deel = tekst.split(f"(resultaat-{naam.lower()})=\n")[1].split("(resultaat-")[0]
        assert all(f"| `{veld}` | " in deel for veld in schema.get("properties", ()))
    assert '| `waarde` | one of `"zelftoets"` | always |' in tekst
    assert "| `draaiboeken` | list of [Draaiboekresultaat](#resultaat-draaiboekresultaat) | always |" in tekst
    assert "| `exitstatus` | whole number | always |" in tekst


def test_elke_eis_met_paragraaf_rollen_weging_en_toets() -> None:
    from bladen import eisen

    tekst = eisen.eisen()
    for naam in draaiboeken.namen():
        assert f"`{naam}`" in tekst
    eis = tekst.split("(eis-3.1.2)=")[1].split("(eis-")[0]
    assert "> Verzendt 305, 307, 315 en 317 tot 30 maart 17.00 uur" in eis
    assert "Paragraph\n: 3.1\n" in eis
    assert "For\n: `aanbieder`\n" in eis
    assert "Weight\n: verplicht" in eis
    assert ": **3.1.2**, 2022-03-30 17:00: De heenberichten" in eis
    assert "A type is sent up to each milestone and not from it" in eis
    assert ": aanbieder: `JW305 JW307 JW315 JW317`; `WMO305 WMO307 WMO315 WMO317`\n" in eis
    assert "Needs the verbs\n: `meld_fout`, `stand`" in tekst.split("(eis-2.1d)=")[1].split("(eis-")[0]


def test_elke_sleutel_van_een_draaiboekbestand() -> None:
    from bladen import draaiboekbestand

    from pytest_draaiboek.draaiboeken import schema

    tekst = draaiboekbestand.bestand()
    heel = json.loads(schema.schema())
    for naam, deel in {"bestand": heel, **heel["definitions"]}.items():
        stuk = tekst.split(f"(draaiboekbestand-{naam.lower()})=\n")[1].split("(draaiboekbestand-")[0]
        assert all(f"| `{veld}` | " in stuk for veld in deel["properties"])
    assert "### `[[mijlpaal]]`\n" in tekst
    assert "### `[[proef.stap.verwacht.bericht]]`\n" in tekst
    assert "### `[rol.NAAM]`\n" in tekst
    assert "| `moment` | local moment | must | Vanaf wanneer" in tekst
    assert "| `rollen` | list of text |  | De rollen die aan zet zijn" in tekst
    assert "| `rollen` | list of text | must | De rollen waarvoor de eis geldt" in tekst
    assert "| `basis` | text |  | " in tekst


def test_elke_toets_die_een_eis_kan_noemen() -> None:
    from bladen import draaiboekbestand

    from pytest_draaiboek.toetsing.toetsen import SOORTEN

    tekst = draaiboekbestand.toetsen()
    assert all(f"| `{naam}` | " in tekst for naam in SOORTEN)
    assert "| `spoedverwerking` | What was entered during the stretch" in tekst
    assert "| 2 or more, the first with `tot` | `registreer_spoed` |" in tekst


def test_een_nieuwe_eis_staat_er_vanzelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bladen import eisen

    bron = Path(draaiboeken.__file__).with_name("wmo-jw-2022.toml").read_text(encoding="utf-8")
    erbij = '[[eis]]\nid = "9.9"\nparagraaf = "9"\nrollen = ["gemeente"]\nernst = "verplicht"\ntekst = "Iets nieuws."\ntoets = "paar"\n'
    (tmp_path / "eigen.toml").write_text(f"{bron}\n{erbij}", encoding="utf-8")
    gelezen = {draaiboek.naam: draaiboek for draaiboek in draaiboeken.lees(tmp_path / "eigen.toml")}
    monkeypatch.setattr(eisen, "namen", lambda: tuple(gelezen))
    monkeypatch.setattr(eisen, "laad", gelezen.__getitem__)
    nieuw = eisen.eisen().split("(eis-9.9)=")[1]
    assert "> Iets nieuws." in nieuw
    assert "A heenbericht is answered in its own version" in nieuw


def test_elke_publieke_naam_en_elke_fout() -> None:
    from bladen import openbaar

    tekst = openbaar.openbaar()
    for naam in pytest_draaiboek.__all__:
        assert f":: pytest_draaiboek.{naam}\n" in tekst
    fouten = openbaar.fouten()
    for naam, iets in vars(over_fouten).items():
        if isinstance(iets, type) and issubclass(iets, Exception) and naam != "NietOndersteund":
            assert f".. autoexception:: pytest_draaiboek.fouten.{naam}\n" in fouten


def test_elk_stuk_wordt_ergens_gevraagd() -> None:
    gevraagd = {
        regel.removeprefix("<!-- generated: ").removesuffix(" -->")
        for pad in REFERENTIE.glob("*.md")
        for regel in pad.read_text(encoding="utf-8").splitlines()
        if regel.startswith("<!-- generated: ")
    }
    uitbreiding = (WORTEL / "docs" / "_ext" / "uit_het_pakket.py").read_text(encoding="utf-8")
    assert set(re.findall(r'^    "([\w-]+)": \w+\.\w+,$', uitbreiding, re.MULTILINE)) == gevraagd != set()
