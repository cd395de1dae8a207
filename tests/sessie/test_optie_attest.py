"""--draaiboek-attest: what only a person can say is stated, signed and dated, or it is not tested; and it never is evidence for anything else."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pytest_draaiboek.draaiboeken import laad, lees
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.opdrachtregel import hoofd
from pytest_draaiboek.rapport.bestand import lees as lees_resultaat
from pytest_draaiboek.rapport.html.tijdmerken import groepen
from pytest_draaiboek.sessie.attesten import lees_attesten

Draai = Callable[..., pytest.RunResult]
Project = Callable[..., Path]
Schrijf = Callable[..., str]

VANDAAG = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
ANDERE = [eis.id for eis in laad("iwmo-3.1").eisen.values() if eis.id != "3.1.2"]
TEKST = "Heeft het personeel vóór de overgang ingelicht."


def draaiboek(ernst: str = "verplicht") -> str:
    """One that asks a statement of both parties, and one thing of a system."""
    return f"""
formaat = 1
basis = "iwmo-3.1"

[uitgave.eigen]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "Eigen"

[vervalt]
eis = {json.dumps(ANDERE)}

[[eis]]
id = "3.1.2"
types = ["305"]

[[eis]]
id = "A-1"
paragraaf = "9"
rollen = ["aanbieder", "gemeente"]
ernst = "{ernst}"
tekst = "{TEKST}"
toets = "attest"

[vertaling.en.eis]
"A-1" = "Has told the staff before the switch."
"""


def attest(**anders: object) -> str:
    velden: dict[str, object] = {
        "draaiboek": "eigen",
        "eis": "A-1",
        "tekst": TEKST,
        "verklaring": "ja",
        "naam": "P. Voorbeeld",
        "functie": "hoofd zorgadministratie",
        "datum": str(VANDAAG),
        **anders,
    }
    return "[[attest]]\n" + "".join(f"{veld} = {json.dumps(w, ensure_ascii=False)}\n" for veld, w in velden.items())


@pytest.fixture
def eigen(pytester: pytest.Pytester, project: Project, draai: Draai) -> Callable[..., pytest.RunResult]:
    """Return what runs the draaiboek on the example aanbieder, with a file of statements."""

    def doe(inhoud: str | None, *opties: str, ernst: str = "verplicht") -> pytest.RunResult:
        project()
        (pytester.path / "eigen.toml").write_text(draaiboek(ernst), encoding="utf-8")
        if inhoud is not None:
            (pytester.path / "attest.toml").write_text(inhoud, encoding="utf-8")
            opties = ("--draaiboek-attest=attest.toml", *opties)
        return draai(*opties, draaiboek="eigen.toml")

    return doe


def test_zonder_verklaring_is_het_niet_getoetst(eigen: Callable[..., pytest.RunResult]) -> None:
    uitslag = eigen(None, "-rs")
    assert uitslag.ret == 1
    uitslag.assert_outcomes(passed=1, skipped=1)
    uitslag.stdout.fnmatch_lines(
        [
            "*niet getoetst: er is geen verklaring, en alleen een mens kan dit zeggen. Maak een formulier met "
            "draaiboek attest */eigen.toml --rol aanbieder, vul het in, en geef het op met --draaiboek-attest."
        ]
    )
    uitslag.stdout.fnmatch_lines(["*eigen als aanbieder: ONVOLLEDIG: niet getoetst: A-1"])
    # A path is broken off where the line ends.
    tekst = "".join(uitslag.stdout.str().split())
    assert "Wattedoen:laatverklarenwatalleeneenmenskanzeggen.draaiboekattest" in tekst
    assert "eigen.toml--rolaanbiedermaakthetformulier,en--draaiboek-attestneemthetmee." in tekst


def test_met_een_verklaring_voldoet_het_en_staat_erbij_van_wie(
    eigen: Callable[..., pytest.RunResult], pytester: pytest.Pytester
) -> None:
    handtekening = "origineel in map 12"
    uitslag = eigen(
        attest(handtekening=handtekening, toelichting="Op 3 maart."),
        "--draaiboek-rapport=uit",
        "--draaiboek-taal=en",
        "--junit-xml=junit.xml",
    )
    assert uitslag.ret == 0
    uitslag.assert_outcomes(passed=2)
    wie = f"P. Voorbeeld (hoofd zorgadministratie), {VANDAAG:%d-%m-%Y}"
    tekst = " ".join(uitslag.stdout.str().split())
    assert f"berust op een verklaring van {wie}" in tekst
    uitslag.stdout.fnmatch_lines(["*eigen als aanbieder: CONFORM"])
    resultaat = json.loads((pytester.path / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    # A statement is no message, and has no lane in the timeline.
    assert [naam for naam, _ in groepen(lees_resultaat(pytester.path / "uit" / "resultaat.json").draaiboeken[0])] == [
        "verzendt",
        "ontvangt",
    ]
    (eis,) = [eis for eis in resultaat["draaiboeken"][0]["eisen"] if eis["id"] == "A-1"]
    (geval,) = eis["gevallen"]
    assert (geval["berichttype"], geval["soort"], geval["waarnemingen"]) == ("verklaring", "voldoet", [])
    assert geval["verklaring"] == {
        "akkoord": True,
        "naam": "P. Voorbeeld",
        "functie": "hoofd zorgadministratie",
        "datum": str(VANDAAG),
        "toelichting": "Op 3 maart.",
        "handtekening": handtekening,
    }
    rapport = (pytester.path / "uit" / "rapport.html").read_text(encoding="utf-8")
    assert "rests on a statement by P. Voorbeeld (hoofd zorgadministratie)" in rapport
    zichtbaar = " ".join(re.sub("<[^>]+>", " ", rapport).split())
    assert (
        "This rests on the statement of a person: the system was asked nothing. Stated by P. Voorbeeld Position hoofd"
        in zichtbaar
    )
    assert f"Requirement met yes Explanation Op 3 maart. Signature {handtekening}" in zichtbaar
    assert "1 requirement (eis) rests on a statement, and not on what the system did" in zichtbaar
    assert f'<property name="verklaring" value="{wie}"' in (pytester.path / "junit.xml").read_text(encoding="utf-8")
    # What follows from the result knows it too.
    assert hoofd(["bewijs", "uit"]) == 0
    assert hoofd(["bewijs", "--controleer", "uit/bewijs.zip"]) == 0
    assert hoofd(["vergelijk", "uit", "uit"]) == 0
    badge = (pytester.path / "uit" / "badge.svg").read_text(encoding="utf-8")
    assert "conform" in badge.lower()


@pytest.mark.parametrize(
    ("ernst", "streng", "status", "slot"),
    [
        ("verplicht", False, 1, "NIET CONFORM: voldoet niet aan A-1"),
        ("procedureel", False, 0, "CONFORM: met aandachtspunt: A-1"),
        ("procedureel", True, 1, "NIET CONFORM: voldoet niet aan A-1"),
        ("informatief", True, 0, "CONFORM: met aandachtspunt: A-1"),
    ],
)
def test_wie_nee_zegt_voldoet_niet(
    eigen: Callable[..., pytest.RunResult], ernst: str, streng: bool, status: int, slot: str
) -> None:
    uitslag = eigen(attest(verklaring="nee"), *(["--draaiboek-streng"] if streng else []), ernst=ernst)
    tekst = uitslag.stdout.str()
    assert uitslag.ret == status
    # The agreement that the draaiboek itself has to look at is kept by the example.
    assert f"eigen als aanbieder: {slot}" in tekst
    if status:
        uitslag.stdout.fnmatch_lines(
            [
                f"*er is niet aan voldaan, volgens de verklaring van P. Voorbeeld (hoofd zorgadministratie), {VANDAAG:%d-%m-%Y}.*",
                "*Wat te doen: zorg dat eraan voldaan is, en laat de verklaring dan opnieuw tekenen.*",
                "*Draai dit geval alleen met -k A-1-verklaring.*",
            ]
        )


def test_een_advies_zonder_verklaring_houdt_niets_tegen(eigen: Callable[..., pytest.RunResult]) -> None:
    uitslag = eigen(None, ernst="informatief")
    assert uitslag.ret == 0
    assert "eigen als aanbieder: CONFORM" in uitslag.stdout.str()


def test_een_bekende_afwijking_mag_een_verklaring_zijn(
    eigen: Callable[..., pytest.RunResult], pytester: pytest.Pytester
) -> None:
    (pytester.path / "bekend.toml").write_text(
        '[[bekend]]\neis = "A-1"\nberichttype = "verklaring"\nreden = "volgt in mei"\nlink = "https://voorbeeld.nl/1"\n',
        encoding="utf-8",
    )
    uitslag = eigen(attest(verklaring="nee"), "--draaiboek-bekend=bekend.toml", "-rx")
    assert uitslag.ret == 0
    uitslag.assert_outcomes(passed=1, xfailed=1)
    assert "NIET CONFORM: voldoet niet aan A-1" in uitslag.stdout.str()


def test_het_mag_ook_in_het_inibestand(eigen: Callable[..., pytest.RunResult], pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ndraaiboek_attest = verklaard.toml\n")
    (pytester.path / "verklaard.toml").write_text(attest(), encoding="utf-8")
    assert "eigen als aanbieder: CONFORM" in eigen(None).stdout.str()


def test_een_fout_in_het_bestand_is_verkeerd_gebruik(eigen: Callable[..., pytest.RunResult]) -> None:
    uitslag = eigen("\n\n" + attest(naam=" "))
    assert uitslag.ret == pytest.ExitCode.USAGE_ERROR
    assert (
        "attest.toml: regel 3: attest van eis 'A-1': naam is leeg. Vul het in, of laat deze [[attest]] weg: dan is de eis niet getoetst."
        in uitslag.stderr.str()
    )


# What is refused, without running anything


@pytest.fixture
def lees_attest(tmp_path: Path) -> Callable[[str], object]:
    (tmp_path / "eigen.toml").write_text(draaiboek(), encoding="utf-8")
    draaiboeken = lees(tmp_path / "eigen.toml")

    def doe(inhoud: str) -> object:
        pad = tmp_path / "attest.toml"
        pad.write_text(inhoud, encoding="utf-8")
        return lees_attesten(pad, draaiboeken, VANDAAG)

    return doe


def dag(afstand: int) -> str:
    return str(VANDAAG + timedelta(days=afstand))


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (attest(functie=""), "functie is leeg. Vul het in"),
        (attest(verklaring="", datum="", naam=""), "verklaring, naam, datum zijn leeg"),
        (attest(verklaring="misschien"), "verklaring is 'misschien'; verwacht wordt een antwoord. Kies \"ja\" of \"nee\"."),
        (attest(datum=dag(1)), ", en dat moet nog komen: het is vandaag"),
        (attest(datum=dag(-366)), "meer dan een jaar geleden: de verklaring is verlopen. Laat haar opnieuw tekenen."),
        (attest(datum="gisteren"), "datum is 'gisteren'; verwacht wordt een dag. Schrijf hem als jjjj-mm-dd."),
        (attest(tekst=TEKST + " Deels."), "de tekst die getekend is, is niet die van de eis.\n  getekend: Heeft het personeel vóór de overgang ingelicht. Deels.\n  de eis:   " + TEKST),
        (attest(eis="3.1.2"), "die eis heeft toets 'stop', en daarvoor telt geen verklaring in draaiboek eigen.\nWat te doen: kies uit de eisen die om een verklaring vragen: A-1."),
        (attest(eis="A-2"), "die eis bestaat niet in draaiboek eigen."),
        (attest(draaiboek="anders"), "draaiboek 'anders' is er niet in deze run. Kies uit eigen."),
        (attest(rol="knooppunt"), "de eis is er niet voor rol 'knooppunt'. Kies uit aanbieder, gemeente, of laat de rol weg."),
        (attest() + attest(), "over deze eis staat er al een verklaring in dit bestand. Laat er één over."),
        (attest(rol="gemeente") + attest(), "over deze eis staat er al een verklaring in dit bestand."),
        (attest(naam=3), "geen geldig bestand met verklaringen"),
        (attest(waarheid="ja"), "geen geldig bestand met verklaringen"),
        ("[[attest", "geen geldig bestand met verklaringen"),
        ("a = " + "[" * 30 + "]" * 30, "te diep genest"),
    ],
)  # fmt: skip
def test_wat_niet_kan_tellen_wordt_geweigerd(lees_attest: Callable[[str], object], inhoud: str, melding: str) -> None:
    with pytest.raises(OngeldigeInstelling) as fout:
        lees_attest(inhoud)
    assert melding in str(fout.value)
    assert "attest.toml" in str(fout.value)


@pytest.mark.parametrize(
    "inhoud",
    [
        attest(),
        attest(verklaring=True, datum=dag(-365)),
        attest(verklaring=False),
        attest(tekst=f"\n  {TEKST}\n"),
        attest(rol="aanbieder") + attest(rol="gemeente"),
    ],
)
def test_wat_wel_telt(lees_attest: Callable[[str], object], inhoud: str) -> None:
    assert lees_attest(inhoud)


def test_een_datum_mag_ook_zonder_aanhalingstekens(lees_attest: Callable[[str], object]) -> None:
    assert lees_attest(attest().replace(f'"{VANDAAG}"', str(VANDAAG)))


def test_wat_over_een_ander_draaiboek_van_de_kit_gaat_blijft_liggen(lees_attest: Callable[[str], object]) -> None:
    assert lees_attest(attest(draaiboek="ijw-3.1")) == ()


def test_een_bestand_dat_er_niet_is_of_te_groot(tmp_path: Path) -> None:
    with pytest.raises(OngeldigeInstelling, match=r"weg\.toml: niet te lezen .* Controleer --draaiboek-attest\."):
        lees_attesten(tmp_path / "weg.toml", (), VANDAAG)
    (tmp_path / "groot.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(OngeldigeInstelling, match="groter dan 1,000,000 bytes"):
        lees_attesten(tmp_path / "groot.toml", (), VANDAAG)
    (tmp_path / "latijn.toml").write_bytes(b"# \xe9")
    with pytest.raises(OngeldigeInstelling, match="geen UTF-8"):
        lees_attesten(tmp_path / "latijn.toml", (), VANDAAG)
