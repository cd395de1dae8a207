"""A draaiboek with a standard of its own: the example of the documentation, what it catches, and a standard that is wholly new."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from eigen_delen import RETOURKOP, schema, schrijf, veld

from pytest_draaiboek.rapport.taal import kies_taal
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.standaarden.laden import ingebouwd

VOORBEELD = Path(__file__).parents[2] / "docs" / "voorbeelden" / "iwmo-4.0"
OPTIES = ("--draaiboek=draaiboek.toml", "-p", "no:cacheprovider")


@pytest.fixture
def voorbeeld(pytester: pytest.Pytester) -> Path:
    """Return the folder with the example, in which pytest runs."""
    shutil.copytree(VOORBEELD, pytester.path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    return pytester.path


@pytest.fixture(autouse=True)
def _er_lekt_niets() -> Iterator[None]:
    yield
    assert laad_standaard("iwmo") is ingebouwd("iwmo")


def vervang(pad: Path, oud: str, nieuw: str) -> None:
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw), encoding="utf-8")


def test_het_voorbeeld_voldoet(pytester: pytest.Pytester, voorbeeld: Path) -> None:
    uitslag = pytester.runpytest(*OPTIES, "--draaiboek-systeem=systeem:Aanbieder", "--draaiboek-rapport=rapport")
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["iwmo-4.0 als aanbieder: CONFORM", "iwmo-4.0 als aanbieder, techniek: VOLDOET"])
    (deel,) = json.loads((voorbeeld / "rapport" / "resultaat.json").read_text(encoding="utf-8"))["draaiboeken"]
    schemas = deel["schemas"]
    assert len(schemas["sha256"]) == 64
    assert schemas["sha256"] != ingebouwd("iwmo").sha256
    assert schemas["herkomst"] == "schema's van het draaiboek, en schema's en regels van pytest-draaiboek zelf"
    assert schemas["opmerkingen"][-1] == "WMO331, WMO332: naar het schema van het draaiboek, zonder verdere regels"
    engels = kies_taal("en")
    assert engels.zin(schemas["herkomst"]) == (
        "schemas of the draaiboek, and schemas and rules of pytest-draaiboek itself",
        "en",
    )
    assert engels.zin(schemas["opmerkingen"][-1]) == (
        "WMO331, WMO332: by the schema of the draaiboek, without further rules",
        "en",
    )


FOUT = {
    "317 gaat door": ('    "WMO317": datetime(2028, 3, 28, 17, tzinfo=ZONE),\n', "", "E.1", "aandachtspunt"),
    "331 te vroeg": (
        "if berichttype in NIEUW or",
        'if berichttype in NIEUW: return "4.0"\n        if',
        "E.2",
        "voldoet niet",
    ),
    "331 nooit": ('return "4.0"', 'return None if berichttype in NIEUW else "4.0"', "E.2", "voldoet niet"),
    "331 ongeldig": (
        "return Uitkomst(Status.AANVAARD, opdracht.als_bericht(versie))",
        "return Uitkomst(Status.AANVAARD, opdracht.als_bericht(versie).xml.replace(b'VG-2028', b'VG-x'))",
        "E.3",
        "voldoet niet",
    ),
    "305 te laat": ("2028, 3, 29, 17", "2028, 3, 29, 18", "3.1.2", "voldoet niet"),
}


@pytest.mark.parametrize(("oud", "nieuw", "eis", "oordeel"), FOUT.values(), ids=FOUT)
def test_wat_fout_is_wordt_gevangen(
    pytester: pytest.Pytester, voorbeeld: Path, oud: str, nieuw: str, eis: str, oordeel: str
) -> None:
    vervang(voorbeeld / "systeem.py", oud, nieuw)
    uitslag = pytester.runpytest(*OPTIES, "--draaiboek-systeem=systeem:Aanbieder", "-k", f"test_eis and {eis}-")
    uitslag.stdout.fnmatch_lines([f"{eis[:3]}*{eis}*{oordeel}*"])


def test_een_ongeldig_antwoord_van_een_eigen_type(pytester: pytest.Pytester, voorbeeld: Path) -> None:
    """What its schema refuses is not taken in: so too for a type that only the draaiboek brings along."""
    vervang(voorbeeld / "systeem.py", "if all(codes):", "fouten = []\n        if all(codes):")
    vervang(
        voorbeeld / "draaiboek.toml", 'van = "aanbieder"\nnaar = "gemeente"', 'van = "gemeente"\nnaar = "aanbieder"'
    )
    uitslag = pytester.runpytest(
        *OPTIES, "--draaiboek-systeem=systeem:Aanbieder", "--draaiboek-onderdeel=techniek", "-k", "331"
    )
    assert uitslag.ret == 1
    uitslag.stdout.fnmatch_lines(["*iwmo-4.0-techniek-XSD-vorm-WMO331-4.0*"])


def test_op_meer_werkers(pytester: pytest.Pytester, voorbeeld: Path) -> None:
    uitslag = pytester.runpytest_subprocess(
        *OPTIES, "--draaiboek-systeem=systeem:Aanbieder", "-n1", "-k", "WMO331 and (E.2 or E.3)"
    )
    uitslag.assert_outcomes(passed=2)


def test_twee_draaiboeken_die_het_niet_eens_zijn(pytester: pytest.Pytester, voorbeeld: Path) -> None:
    tekst = (voorbeeld / "draaiboek.toml").read_text(encoding="utf-8").replace('"iwmo-4.0"', '"iwmo-vier"')
    (voorbeeld / "ander.toml").write_text(tekst, encoding="utf-8")
    opties = ("--draaiboek=draaiboek.toml,ander.toml", "--draaiboek-systeem=systeem:Aanbieder", "-k", "E.2-")
    uitslag = pytester.runpytest(*opties)
    uitslag.assert_outcomes(passed=2)
    (voorbeeld / "ander.toml").write_text(tekst.replace('"531"', '"532"'), encoding="utf-8")
    uitslag = pytester.runpytest(*opties)
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines(
        ["*ander.toml: [[]standaard[]]: standaard 'iwmo' staat ook in een ander draaiboek van deze run*"]
    )


GEBREKEN = {
    "schema": ("xsd/wmo331.xsd", "wmo331:Voortgang", "wmo331:Weg", "*wmo331.xsd, regel *dit schema deugt niet*"),
    "patroon": (
        "xsd/wmo331.xsd",
        '"xs:date"',
        '"wmo331:Onmogelijk"',
        "*Voor element 'Peildatum' (Onmogelijk) vond de kit geen waarde die het schema toestaat, bij patroon*",
    ),
    "waarde": ("draaiboek.toml", "VG-2028-AA", "VG", "*geeft 'WMO331/Voortgang/Kenmerk' de waarde 'VG'*"),
    "release": ("draaiboek.toml", 'versie = "4.0"\nals', 'versie = "4.1"\nals', "*kent de kit release '4.0' niet*"),
    "map": ("draaiboek.toml", 'map = "xsd"', 'map = "weg"', "*weg: deze map bestaat niet.*"),
}
ONMOGELIJK = """<xs:simpleType name="Onmogelijk"><xs:restriction base="xs:string"><xs:pattern value="a"/><xs:length value="3"/>
</xs:restriction></xs:simpleType><xs:complexType name="Kop">"""


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "melding"), GEBREKEN.values(), ids=GEBREKEN)
def test_een_gebrek_is_een_gebruiksfout(
    pytester: pytest.Pytester, voorbeeld: Path, bestand: str, oud: str, nieuw: str, melding: str
) -> None:
    vervang(voorbeeld / "xsd" / "wmo331.xsd", '<xs:complexType name="Kop">', ONMOGELIJK)
    if bestand == "draaiboek.toml" and "release" in oud + melding:
        vervang(voorbeeld / bestand, '"WMO331/Voortgang/Kenmerk" = ["VG-2028-AA", "VG-2028-BB", "VG-2028-CC"]', "")
        for xsd in (voorbeeld / "xsd").glob("*.xsd"):
            tekst = xsd.read_text(encoding="utf-8").replace("/4_0/", "/4_1/").replace('fixed="0"', 'fixed="1"')
            xsd.write_text(tekst, encoding="utf-8")
    vervang(voorbeeld / bestand, oud, nieuw)
    uitslag = pytester.runpytest(*OPTIES, "--draaiboek-systeem=systeem:Aanbieder")
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    uitslag.stderr.fnmatch_lines([melding])


NIEUW = """
formaat = 1
titel = "Van 1.0 naar 2.0"
bron = "Verzonnen"
tijdzone = "Europe/Amsterdam"
van = "1.0"
naar = "2.0"
live = "L"
[uitgave."proef-2.0"]
standaard = "proefstandaard"
voorvoegsel = "PP"
titel = "Proef 2.0"
[rol.melder]
naam = "melder"
soort = "partij"
[rol.verwerker]
naam = "verwerker"
soort = "partij"
[[fase]]
nr = 0
naam = "vooraf"
einde = 2030-01-07T12:00:00
[[fase]]
nr = 1
naam = "erna"
begin = 2030-01-07T12:00:00
[[mijlpaal]]
nr = "S"
paragraaf = "1"
moment = 2030-01-04T17:00:00
wat = "Meldingen in {van} zijn verzonden."
[[mijlpaal]]
nr = "R"
paragraaf = "1"
moment = 2030-01-05T17:00:00
wat = "Antwoorden in {van} zijn verzonden."
[[mijlpaal]]
nr = "L"
paragraaf = "1"
moment = 2030-01-07T12:00:00
wat = "{naar} is live."
[[paar]]
heen = "1"
retour = "2"
van = "melder"
naar = "verwerker"
[[venster]]
types = ["1"]
versie = "1.0"
geblokkeerd_vanaf = "S"
[[venster]]
types = ["2"]
versie = "1.0"
geblokkeerd_vanaf = "R"
[[venster]]
types = ["1", "2"]
versie = "2.0"
vrijgegeven_vanaf = "L"
[[eis]]
id = "1"
paragraaf = "1"
rollen = ["melder"]
ernst = "verplicht"
tekst = "Verzendt vanaf {S} geen melding meer."
toets = "stop"
mijlpalen = ["S"]
types = ["1"]
[[eis]]
id = "2"
paragraaf = "1"
rollen = ["melder"]
ernst = "verplicht"
tekst = "Verzendt vanaf {L} in {naar}."
toets = "vrijgave"
mijlpalen = ["L"]
types = ["1"]
[standaard]
naam = "proefstandaard"
titel = "Proef"
map = "."
naamruimte = "urn:proef/{release}/{bericht}"
[[standaard.release]]
versie = "1.0"
[[standaard.release]]
versie = "2.0"
[standaard.bericht.PP1]
naam = "Melding"
afzender = "melder"
ontvanger = "verwerker"
[standaard.bericht.PP2]
naam = "Antwoord op PP1"
afzender = "melder"
ontvanger = "verwerker"
heen = "PP1"
"""
MELDER = """
from datetime import datetime
from zoneinfo import ZoneInfo
from pytest_draaiboek import Status, Systeem, Uitkomst
ZONE = ZoneInfo("Europe/Amsterdam")
class Melder(Systeem):
    rol = "melder"
    def reset(self): pass
    def verzend(self, opdracht):
        nu = self.klok()
        if nu >= datetime(2030, 1, 7, 12, tzinfo=ZONE):
            return Uitkomst(Status.AANVAARD, opdracht.als_bericht("2.0"))
        if nu < datetime(2030, 1, 4, 17, tzinfo=ZONE):
            return Uitkomst(Status.AANVAARD, opdracht.als_bericht("1.0"))
        return Uitkomst(Status.GEWEIGERD, melding="Nu niet.")
    def ontvang(self, bericht):
        return Uitkomst(Status.AANVAARD)
"""
GEGEVENS = """agb_code = "99990001"
gemeentecode = "0758"
producten = [{categorie = "01", code = "01A01"}]
codes = {melder = "M1", verwerker = "V1"}
"""


@pytest.fixture
def nieuw(pytester: pytest.Pytester) -> Path:
    """Return the folder with a draaiboek of a standard that there never was, and a system in a role of its own."""
    plek = "{naamruimte}"
    schrijf(
        pytester.path,
        pp1=schema(veld("Bsn") + veld("Reden"), ruimte=plek, kop=veld("BerichtVersie", "xs:int")),
        pp2=schema(kop=RETOURKOP, ruimte=plek),
    )
    for naam, tekst in (("draaiboek.toml", NIEUW), ("melden.py", MELDER), ("gegevens.toml", GEGEVENS)):
        pytester.path.joinpath(naam).write_text(tekst, encoding="utf-8")
    pytester.makeini("[pytest]\ndraaiboek_gegevens = gegevens.toml\n")
    return pytester.path


MELDEN = (*OPTIES, "--draaiboek-systeem=melden:Melder", "--draaiboek-onderdeel=kalender")


@pytest.mark.usefixtures("nieuw")
def test_een_geheel_nieuwe_standaard_met_eigen_rollen(pytester: pytest.Pytester) -> None:
    uitslag = pytester.runpytest(*MELDEN)
    uitslag.stdout.fnmatch_lines(["proef-2.0 als melder: CONFORM"])
    assert uitslag.ret == 0


def test_een_nieuwe_standaard_en_een_systeem_dat_doorgaat(pytester: pytest.Pytester, nieuw: Path) -> None:
    vervang(nieuw / "melden.py", "2030, 1, 4, 17", "2030, 1, 4, 18")
    uitslag = pytester.runpytest(*MELDEN)
    uitslag.stdout.fnmatch_lines(["proef-2.0 als melder: NIET CONFORM: voldoet niet aan 1"])
    assert uitslag.ret == 1


def test_codes_die_het_schema_niet_toestaat(pytester: pytest.Pytester, nieuw: Path) -> None:
    """No fault of the system, nor of the kit: it is said what does not fit, and where to mend it."""
    vervang(nieuw / "pp1.xsd", '"Afzender" type="xs:string"', '"Afzender" type="xs:date"')
    vervang(nieuw / "draaiboek.toml", '["melder"]\nernst', '["verwerker"]\nernst')
    vervang(nieuw / "draaiboek.toml", 'toets = "stop"\nmijlpalen = ["S"]\ntypes = ["1"]', 'toets = "paar"')
    vervang(nieuw / "draaiboek.toml", 'types = ["1"]\n[standaard]', 'types = ["2"]\n[standaard]')
    vervang(nieuw / "melden.py", 'rol = "melder"', 'rol = "verwerker"')
    uitslag = pytester.runpytest(*MELDEN)
    uitslag.stdout.fnmatch_lines(
        [
            "Van PP1 in 1.0 is met deze gegevens geen geldig bericht te maken: XSD /Bericht/Header/Afzender*",
            "Wat te doen: geef in draaiboek_gegevens codes die het schema toestaat*",
            "*proef-2.0 als verwerker: ONVOLLEDIG*",
        ]
    )
