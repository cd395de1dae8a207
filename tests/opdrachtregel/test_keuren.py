"""``draaiboek controleer-draaiboek``: what is wrong, with file, line and what to do; and what is in a file that is right."""

import json
import re
import shutil
from pathlib import Path

import pytest

from pytest_draaiboek import draaiboeken
from pytest_draaiboek.draaiboeken import laad, namen
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.toetsing.geval import gevallen
from pytest_draaiboek.toetsing.toetsen import SOORTEN

XSD = Path(__file__).parents[2] / "docs" / "voorbeelden" / "iwmo-4.0" / "xsd"
MAP = Path(draaiboeken.__file__).parent
KOP = 'formaat = 1\nbasis = "iwmo-3.1"\n[uitgave.ons]\nstandaard = "iwmo"\nvoorvoegsel = "WMO"\ntitel = "Ons"\n'
REGELS = KOP.count("\n")

# What is added to a file that is right, and what is then said of it: on which line of the addition, and how it begins and ends.
FOUT = {
    "een toets die er niet is": (
        '[[eis]]\nid = "3.1.2"\ntoets = "stpo"\n',
        3,
        "eis 3.1.2.toets: er is geen toets 'stpo'. Bedoelt u 'stop'? Wat te doen: kies uit ",
    ),
    "een eis zonder geval": (
        '[[eis]]\nid = "3.1.2"\nrollen = ["aanbieder", "gemeente"]\n',
        1,
        "eis 3.1.2: voor rol 'gemeente' is er niets te toetsen: 'stop' heeft geen enkel bericht van WMO305, WMO307, WMO315, WMO317 om te proberen. Wat te doen: haal de rol weg, of noem berichten die deze rol verzendt of ontvangt.",
    ),
    "te weinig mijlpalen": (
        '[[eis]]\nid = "2.3b"\nmijlpalen = ["3.2.3"]\n',
        3,
        "eis 2.3b.mijlpalen: de toets 'spoedverwerking' loopt om minstens 2 mijlpalen, en hier staan er 1. Wat te doen: noem ze in 'mijlpalen'; er zijn intro, ",
    ),
    "een bericht zonder schema": (
        '[[paar]]\nheen = "331"\nretour = "332"\nvan = "gemeente"\nnaar = "aanbieder"\n'
        '[[venster]]\ntypes = ["331", "332"]\nversie = "3.0"\nbestaat_niet_sinds = "3.2.4"\n'
        '[[venster]]\ntypes = ["331", "332"]\nversie = "3.1"\nvrijgegeven_vanaf = "3.2.4"\n',
        2,
        "paar 331.heen: WMO331 mag in 3.1 verzonden worden, maar van dat bericht is er geen schema. Wat te doen: zet wmo331.xsd in de map van [standaard], of geef het type een venster met 'bestaat_niet_sinds'.",
    ),
    "een moment dat niet bestaat": (
        '[[mijlpaal]]\nnr = "3.1.2"\nmoment = 2022-03-27T02:30:00\n',
        3,
        "mijlpaal 3.1.2.moment: 2022-03-27 02:30:00 bestaat niet in Europe/Amsterdam: de klok gaat dan een uur vooruit",
    ),
    "vensters die overlappen": (
        '[[venster]]\ntypes = ["301"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.2.1"\n'
        '[[venster]]\ntypes = ["301"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.2.2"\n',
        0,
        "overlapt",
    ),
    "een antwoord dat eerder stopt dan zijn vraag": (
        '[[venster]]\ntypes = ["302"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.1.1"\n',
        0,
        "WMO302 in 3.0 is geblokkeerd op 2022-03-23 23:00, terwijl WMO301 dan nog mag",
    ),
    "een antwoord dat eerder stopt door een ander moment": (
        '[[mijlpaal]]\nnr = "3.2.2"\nmoment = 2022-03-30T12:00:00\n',
        3,
        "WMO302 in 3.0 is geblokkeerd op 2022-03-30 12:00, terwijl WMO301 dan nog mag",
    ),
    "een begin dat na het geerfde einde ligt": (
        '[[mijlpaal]]\nnr = "3.1.6"\nmoment = 2022-03-31T23:30:00\n',
        3,
        "mijlpaal 3.1.6.tot: 2022-03-31 23:00:00 ligt niet na 2022-03-31 23:30:00",
    ),
    "live voor de stop": ('[[mijlpaal]]\nnr = "3.2.4"\nmoment = 2022-03-30T12:00:00\n', 3, "live ligt voor de bevriezing"),
    "een onbekend type": ('[[eis]]\nid = "3.1.2"\ntypes = ["399"]\n', 3, "eis 3.1.2.types"),
    "een gat tussen fasen": ("[[fase]]\nnr = 1\neinde = 2022-03-31T12:00:00\n", 3, "fase 2.begin: sluit niet aan"),
}  # fmt: skip


def schrijf(map_: Path, erbij: str = "", naam: str = "ons.toml") -> Path:
    pad = map_ / naam
    pad.write_text(KOP + erbij, encoding="utf-8")
    return pad


@pytest.mark.parametrize(("erbij", "regel", "gezegd"), FOUT.values(), ids=list(FOUT))
def test_wat_er_mis_is(erbij: str, regel: int, gezegd: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = schrijf(tmp_path, erbij)
    assert hoofd(["controleer-draaiboek", str(pad)]) == 1
    uit = capsys.readouterr().out.splitlines()
    # What is wrong with something inherited is told at the own line that made it wrong.
    waar = f"{pad}:{REGELS + regel}: " if regel else ""
    passend = [een for een in uit if een.startswith(waar) and gezegd in een]
    assert passend, uit
    assert all(re.match(r".+:\d+: .+[.?] Wat te doen: .+\.$", een) for een in uit[:-1])
    assert re.fullmatch(r"1 draaiboekbestand nagekeken: \d+ gebrek(en)? in 1 ervan\.", uit[-1])


def test_alles_ineens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = schrijf(tmp_path, FOUT["een toets die er niet is"][0] + FOUT["te weinig mijlpalen"][0])
    assert hoofd(["controleer-draaiboek", str(pad)]) == 1
    uit = capsys.readouterr().out.splitlines()
    assert [int(een.removeprefix(f"{pad}:").split(":")[0]) for een in uit[:-1]] == [REGELS + 3, REGELS + 6]
    assert uit[-1] == "1 draaiboekbestand nagekeken: 2 gebreken in 1 ervan."


@pytest.mark.parametrize(("oud", "nieuw", "gezegd"), [
    ('standaard = "iwmo"', 'standaard = "iwmoo"', ":4: uitgave.ons.standaard: "),
    ("[uitgave.ons]", 'naar = "9.9"\n[uitgave.ons]', ":3: naar: van iWmo kent de kit release '9.9' niet. Wat te doen: kies uit "),
])  # fmt: skip
def test_een_standaard_of_release_die_er_niet_is(
    oud: str, nieuw: str, gezegd: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = schrijf(tmp_path)
    pad.write_text(KOP.replace(oud, nieuw), encoding="utf-8")
    assert hoofd(["controleer-draaiboek", str(pad)]) == 1
    assert f"{pad}{gezegd}" in capsys.readouterr().out


EIGEN = """
[standaard]
naam = "iwmo"
basis = "iwmo"
map = "xsd"
[[standaard.release]]
versie = "4.0"
als = "3.2"
[standaard.bericht.WMO331]
naam = "Voortgang"
berichtcode = "531"
afzender = "aanbieder"
ontvanger = "gemeente"
[standaard.bericht.WMO332]
naam = "Retour"
berichtcode = "532"
afzender = "gemeente"
ontvanger = "aanbieder"
heen = "WMO331"
verwijst = "HeenIdentificatie"
"""


@pytest.mark.parametrize(
    ("oud", "nieuw", "weg", "gezegd"),
    [
        ("", "", "", ""),
        ('map = "xsd"', 'map = "sdx"', "", r"ons\.toml:11: standaard\.map: .*sdx: deze map bestaat niet\. Wat te doen: "),
        ("", "", "wmo332.xsd", r"ons\.toml:8: standaard: van WMO332 is geen schema voor release 4\.0\. Wat te doen: zet wmo332\.xsd in "),
        ('als = "3.2"', 'als = "9.9"', "", r"ons\.toml:8: standaard: release 4\.0 is als '9\.9', en die is er niet\."),
        ('"HeenIdentificatie"', '"Heen"', "", r"ons\.toml:8: standaard: de Header van WMO332 heeft geen 'Heen'\."),
        ("XSD", "CDT_XsdVersie", "", r"wmo331\.xsd:25: dit schema deugt niet .*CDT_Weg"),
    ],
    ids=["goed", "geen map", "geen bestand", "geen release", "geen verwijzing", "een schema dat niet deugt"],
)  # fmt: skip
def test_de_schemas_van_een_eigen_standaard(
    oud: str, nieuw: str, weg: str, gezegd: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(XSD, tmp_path / "xsd")
    pad = tmp_path / "ons.toml"
    pad.write_text(
        KOP.replace("iwmo-3.1", "iwmo-3.2") + (EIGEN if oud == "XSD" else EIGEN.replace(oud, nieuw)),
        encoding="utf-8",
    )
    if weg:
        (tmp_path / "xsd" / weg).unlink()
    if oud == "XSD":
        xsd = tmp_path / "xsd" / "wmo331.xsd"
        xsd.write_text(xsd.read_text(encoding="utf-8").replace(f"iwmo:{nieuw}", "iwmo:CDT_Weg"), encoding="utf-8")
    status = hoofd(["controleer-draaiboek", str(pad)])
    uit = capsys.readouterr().out
    assert status == bool(gezegd), uit
    assert re.search(gezegd, uit)
    # What was taken in for it does not stay.
    assert "WMO331" not in laad_standaard("iwmo").berichtsoorten


def test_wat_er_in_een_goed_bestand_staat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = schrijf(tmp_path, '[vervalt]\npaar = ["303", "305", "307", "317", "323"]\n')
    assert hoofd(["controleer-draaiboek", str(pad)]) == 0
    uit = capsys.readouterr().out
    assert uit.startswith(f"{pad}: in orde\n  ons: Ons (standaard iwmo, van 3.0 naar 3.1)\n    6 berichttypen, ")
    assert "      verzendt WMO302, WMO315, WMO320\n      ontvangt WMO301, WMO316, WMO319\n" in uit
    (eigen,) = draaiboeken.lees(pad)
    for rol, gegevens in eigen.rollen.items():
        telling = (
            f"{len(eigen.eisen_voor(rol))} eisen, {len(gevallen(eigen, rol))} gevallen (2.4: alleen ter informatie)"
        )
        assert f"    {gegevens.naam}: {telling}\n" in uit
    assert uit.endswith("1 draaiboekbestand nagekeken: geen gebreken.\n")


def test_een_wederpartij_wordt_niet_geteld(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = schrijf(tmp_path, '[rol.gemeente]\nsoort = "buiten"\n')
    # Nobody is asked anything in that role any more.
    tekst = "".join(
        f'[[eis]]\nid = "{eis.id}"\nrollen = {[rol for rol in eis.rollen if rol != "gemeente"] or ["aanbieder"]}\n'
        for eis in laad("iwmo-3.1").eisen.values()
        if set(eis.rollen) - {"gemeente"} and "gemeente" in eis.rollen
    )
    weg = [eis.id for eis in laad("iwmo-3.1").eisen.values() if set(eis.rollen) == {"gemeente"}]
    pad.write_text(f"{pad.read_text(encoding='utf-8')}[vervalt]\neis = {weg}\n{tekst}", encoding="utf-8")
    assert hoofd(["controleer-draaiboek", str(pad)]) == 0, capsys.readouterr().out
    uit = capsys.readouterr().out
    assert "\n    gemeente: wederpartij, wordt niet getoetst\n    zorgaanbieder: " in uit
    assert hoofd(["controleer-draaiboek", str(pad), "--json"]) == 0
    (draaiboek,) = json.loads(capsys.readouterr().out)["bestanden"][0]["draaiboeken"]
    assert [rol["rol"] for rol in draaiboek["rollen"]] == ["aanbieder", "knooppunt"]


def test_een_rol_met_een_enkele_eis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = schrijf(
        tmp_path,
        '[rol.makelaar]\nnaam = "zorgmakelaar"\nsoort = "doorgever"\n'
        '[[eis]]\nid = "R.1"\nparagraaf = "R"\nrollen = ["makelaar"]\nernst = "verplicht"\ntekst = "Geeft door."\n'
        'toets = "doorgifte"\nmijlpalen = ["3.2.4"]\ntypes = ["301"]\n',
    )
    assert hoofd(["controleer-draaiboek", str(pad)]) == 0, capsys.readouterr().out
    assert "\n    zorgmakelaar: 1 eis, 1 geval\n" in capsys.readouterr().out


def test_wat_de_kit_meebrengt(capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["controleer-draaiboek", str(MAP), "--json"]) == 0
    gezegd = json.loads(capsys.readouterr().out)
    assert {d["naam"] for b in gezegd["bestanden"] for d in b["draaiboeken"]} == set(namen())


def test_als_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goed, fout = schrijf(tmp_path), schrijf(tmp_path, FOUT["een toets die er niet is"][0], "fout.toml")
    assert hoofd(["controleer-draaiboek", str(goed), str(fout), "--json"]) == 1
    een, ander = json.loads(capsys.readouterr().out)["bestanden"]
    assert (een["pad"], een["in_orde"], een["gebreken"]) == (goed.as_posix(), True, [])
    (draaiboek,) = een["draaiboeken"]
    assert draaiboek["live"] == "2022-04-04T13:00:00+02:00"
    assert [rol["gevallen"] for rol in draaiboek["rollen"]] == [
        len(gevallen(laad("iwmo-3.1"), rol)) for rol in laad("iwmo-3.1").rollen
    ]
    assert (ander["in_orde"], ander["draaiboeken"]) == (False, [])
    (gebrek,) = ander["gebreken"]
    assert gebrek == {
        "bestand": str(fout),
        "regel": REGELS + 3,
        "sleutel": "eis 3.1.2.toets",
        "gevonden": "er is geen toets 'stpo'. Bedoelt u 'stop'?",
        "raad": f"kies uit {', '.join(sorted(SOORTEN))}",
    }


def test_geen_bestand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hoofd(["controleer-draaiboek", str(tmp_path / "weg.toml")]) == 2
    assert "dit bestand of deze map bestaat niet." in capsys.readouterr().err
    assert hoofd(["controleer-draaiboek", str(tmp_path)]) == 2
    assert "in deze map staan geen draaiboeken (*.toml)." in capsys.readouterr().err


@pytest.mark.parametrize(
    "inhoud", [b"", b"a = ", b"\xff", b"a" * 1_000_001, b"[" * 5000], ids=["leeg", "half", "utf-8", "groot", "diep"]
)
def test_wat_geen_draaiboek_is(inhoud: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "x.toml"
    pad.write_bytes(inhoud)
    assert hoofd(["controleer-draaiboek", str(pad)]) == 1
    assert re.match(re.escape(str(pad)) + r":\d+: .+ Wat te doen: ", capsys.readouterr().out)


def test_in_kleur(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hoofd(["controleer-draaiboek", "--color=yes", str(schrijf(tmp_path))])
    assert capsys.readouterr().out.startswith("\x1b[32m")
    hoofd(["controleer-draaiboek", "--color=yes", str(schrijf(tmp_path, "[[eis]]\n"))])
    assert capsys.readouterr().out.startswith("\x1b[31m")
