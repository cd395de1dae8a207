"""The page about provenance: what it says of releases, codes and rules is what the package does."""

import json
import re
from itertools import pairwise
from pathlib import Path

from pytest_draaiboek.standaarden import Release, Standaard, laad_standaard
from pytest_draaiboek.standaarden.regels import alle_regels
from pytest_draaiboek.standaarden.samenhangregels import Samenhangregel, alle_samenhangregels
from pytest_draaiboek.standaarden.schemaregels import alle_schemaregels

WORTEL = Path(__file__).parents[1]
PAGINA = (WORTEL / "docs" / "explanation" / "herkomst.md").read_text(encoding="utf-8")
CODE = re.compile(r"\b(?:CD|CS|TR|IV)\d{3}\b")


def deel(begin: str, einde: str) -> str:
    """Return what stands between two texts, each of which occurs once."""
    assert PAGINA.count(begin) == PAGINA.count(einde) == 1
    return PAGINA.split(begin)[1].split(einde)[0]


def cellen(tekst: str) -> list[list[str]]:
    """Return the rows of the table in a text, without its head."""
    regels = [regel for regel in tekst.splitlines() if regel.startswith("|")][2:]
    return [[cel.strip() for cel in regel.strip("|").split("|")] for regel in regels]


def codes(release: Release) -> dict[str, set[str]]:
    """Return the codes in a release, by the name of their list."""
    gevonden: dict[str, set[str]] = {}
    for type_ in release.berichttypen:
        for knoop in release.structuur(type_).doorloop():
            if knoop.datatype and knoop.datatype.codes:
                gevonden.setdefault(knoop.datatype.naam.removeprefix("LDT_"), set()).update(knoop.datatype.codes)
    return gevonden


def gekomen(standaard: Standaard) -> list[list[str]]:
    """Return the codes that came with a release, as rows of the page."""
    rijen = []
    for oud, nieuw in pairwise(standaard.releases.values()):
        voor, na = codes(oud), codes(nieuw)
        assert all(voor[naam] <= na[naam] for naam in na)
        rijen += [
            [", ".join(sorted(na[naam] - voor[naam])), naam, nieuw.versie] for naam in na if na[naam] - voor[naam]
        ]
    return sorted(rijen)


def test_de_releases() -> None:
    iwmo, ijw = (laad_standaard(naam) for naam in ("iwmo", "ijw"))
    assert {len(s.releases[v].berichttypen) for s in (iwmo, ijw) for v in ("3.1", "3.2")} == {14}
    verwacht = [
        [
            versie,
            f"`{iwmo.releases[versie].naamruimte('WMO305')}`",
            f"`{ijw.releases[versie].naamruimte('JW305')}`",
            iwmo.releases[versie].hoofdversie,
            iwmo.releases[versie].subversie,
            str(len(iwmo.releases[versie].berichttypen)),
        ]
        for versie in iwmo.versies
    ]
    assert cellen(deel("## What differs per release", "### Codes\n")) == verwacht
    for standaard in (iwmo, ijw):
        beperkt = {s.nummer for s in standaard.berichtsoorten.values() if s.alleen_kop}
        assert beperkt == {s.nummer for s in standaard.berichtsoorten.values() if s.tot} == {"303", "304"}


def test_de_codes_die_erbij_kwamen() -> None:
    op_de_pagina = sorted(cellen(deel("### Codes\n", "### Rules within one message")))
    for naam in ("iwmo", "ijw"):
        assert gekomen(laad_standaard(naam)) == op_de_pagina


def test_de_regels_die_verschillen() -> None:
    op_de_pagina = {rij[0]: rij[1] for rij in cellen(deel("### Rules within one message", "### Rules across messages"))}
    grenzen = {
        regel.code: {grens for iets in (regel, *regel.toetsen) for grens in (iets.vanaf, iets.tot) if grens}
        for regel in alle_regels()
    }
    assert {code: set(re.findall(r"3\.\d", tekst)) for code, tekst in op_de_pagina.items()} == {
        code: g for code, g in grenzen.items() if g
    }


def test_de_regels_binnen_een_bericht() -> None:
    tekst = deel("**Within one message**", "All of them stand for retourcode 0001")
    assert CODE.findall(tekst) == sorted(regel.code for regel in alle_regels())
    assert set(re.findall(r"(\w+) \(iJw\)", tekst)) == {
        regel.code for regel in alle_regels() if regel.standaarden == ("ijw",)
    }
    assert {regel.code: regel.retourcode for regel in alle_regels() if regel.retourcode != "0001"} == {"TR319": "9319"}


def test_elke_regel_staat_er_een_keer(gedeeld: Path) -> None:
    feiten = json.loads((gedeeld / "feiten" / "regels.json").read_text(encoding="utf-8"))["regels"]
    in_delen = CODE.findall(deel("## What is tested where", "## Using the official files"))
    zonder_toelichting = [code for code in in_delen if code != "TR319"]
    assert sorted(zonder_toelichting) == sorted(
        f["code"] for f in feiten if f["soort"] != "RS" and f["code"] != "TR319"
    )
    elders = CODE.findall(deel("**With a register", "**Not at all.**"))
    assert {f["code"] for f in feiten if f["toetsbaar"] == "extern" and f["soort"] == "TR"} <= set(elders)
    over = CODE.findall(deel("**Across messages.**", "Some instructions on how"))
    assert set(over) == {
        f["code"] for f in feiten if f["toetsbaar"] == "berichtoverstijgend" and f["soort"] == "TR"
    } - set(elders)
    sinds = {f["code"]: f["retourcode_sinds"] for f in feiten if f["code"] in over and "retourcode_sinds" in f}
    op_de_pagina = {
        code: rij[1]
        for rij in cellen(deel("### Rules across messages", "### How those rules changed"))
        for code in rij[0].split(", ")
    }
    assert op_de_pagina == {code: versie for code, versie in sinds.items() if versie != "3.0"}


def test_de_regels_van_het_schema(gedeeld: Path) -> None:
    tekst = deel("**By the schema alone.**", "**Within one message**")
    op_de_pagina = re.findall(r"\b(?:CS|RS)\d{3}\b", tekst)
    assert sorted(op_de_pagina) == sorted(regel.code for regel in alle_schemaregels())
    feiten = json.loads((gedeeld / "feiten" / "regels.json").read_text(encoding="utf-8"))["regels"]
    assert set(op_de_pagina) == {f["code"] for f in feiten if f["toetsbaar"] == "xsd"}


def samenhangregels(begin: str, einde: str) -> list[Samenhangregel]:
    """Return the rules that a part of the page names, each of which it names once."""
    gevonden = re.findall(rf"{CODE.pattern}|`AGB`", deel(begin, einde))
    per_code = {regel.code: regel for regel in alle_samenhangregels().regels}
    assert len(gevonden) == len(set(gevonden))
    return [per_code[code.strip("`")] for code in gevonden]


def test_de_regels_over_meer_berichten() -> None:
    technisch = samenhangregels("**Across messages.**", "Some instructions on how")
    fouten = samenhangregels("- errors: ", "- warnings: ")
    waarschuwingen = samenhangregels("- warnings: ", "What these checks take for granted")
    assert {regel.code for regel in (*technisch, *fouten, *waarschuwingen)} == {
        regel.code for regel in alle_samenhangregels().regels if regel.toetsen
    }
    assert {regel.ernst for regel in (*technisch, *fouten)} == {"fout"}
    assert {regel.ernst for regel in waarschuwingen} == {"waarschuwing"}
    assert {regel.retourcode for regel in (*fouten, *waarschuwingen)} == {""}


def test_hoe_die_regels_veranderden() -> None:
    regels = alle_samenhangregels().regels
    veranderd = samenhangregels("### How those rules changed", "## What is not known")
    assert {regel.code for regel in veranderd} == {
        regel.code for regel in regels if regel.tot or any(toets.vanaf or toets.tot for toets in regel.toetsen)
    }
    gekomen_met = {
        code: rij[1]
        for rij in cellen(deel("### Rules across messages", "### How those rules changed"))
        for code in rij[0].split(", ")
    }
    assert gekomen_met == {regel.code: regel.vanaf for regel in regels if regel.vanaf and regel.toetsen}


def test_de_regels_met_een_register_en_die_niet_getoetst_worden() -> None:
    rijen = cellen(deel("**With a register", "**Not at all.**"))
    assert {rij[0].strip("`"): tuple(re.findall(r"`(\w+)`", rij[2])) for rij in rijen} == {
        regel.code: regel.register for regel in alle_samenhangregels().regels if regel.register
    }
    assert {rij[0]: rij[1][5:8] for rij in rijen if rij[1].startswith("from ")} == {
        regel.code: regel.vanaf for regel in alle_samenhangregels().regels if regel.register and regel.vanaf
    }
    niet = cellen(deel("**Not at all.**", "## Using the official files too"))
    assert [rij[0] for rij in niet] == [r.code for r in alle_samenhangregels().regels if r.niet_toetsbaar is not None]
    assert all(reden for _, reden in niet)


def test_de_pagina_is_te_vinden_en_noemt_geen_plek_op_een_machine() -> None:
    assert "(docs/explanation/herkomst.md)" in (WORTEL / "README.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.:/])/(?:work|tmp|root|home|Users)\b|\.\./shared", PAGINA)
