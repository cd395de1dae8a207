"""Every adapter in Python that is wrong in one thing is caught at the check of that thing, in these words."""

import inspect
import tomllib
from pathlib import Path

import foute_adapters
import pytest
from diagnose_delen import Diagnose, namen_van, opmerkingen

# What must be found wrong with each, by the names of the checks; and what is only to be looked at.
FOUT = {
    "AndereKlok": "klok",
    "KlokZonderZomertijd": "klok over de zomertijd",
    "KlokZonderZone": "klok; verzend; ontvang; registreer_spoed",
    "KlokDieNietTerugGaat": "klok",
    "KlokOpDeMinuut": "klok",
    "OnthoudtDeBoeken": "reset maakt leeg",
    "OnthoudtDeStand": "reset maakt leeg",
    "OnthoudtBerichten": "reset maakt leeg",
    "NooitLeeg": "stand",
    "ResetBreektAf": "reset",
    "Mojibake": "tekens (UTF-8)",
    "Vraagtekens": "tekens (UTF-8)",
    "OnleesbareLetters": "tekens (UTF-8)",
    "AndereCodering": "tekens (UTF-8); tekens (UTF-8)",
    "AlleenLf": "regeleinden (CR/LF)",
    "MetBom": "geen BOM",
    "GeenXml": "verzend; ontvang; tekens (UTF-8)",
    "BreektOpLetters": "tekens (UTF-8)",
    "LeestGeenLetters": "tekens in wat binnenkomt",
    "VerandertWatDoorgaat": "ongewijzigd doorgegeven",
    "KnooppuntMetLf": "regeleinden (CR/LF); ongewijzigd doorgegeven",
    "KnooppuntMetMojibake": "tekens (UTF-8); ongewijzigd doorgegeven",
    "KnooppuntDatAfkapt": "groot bericht",
    "TeGroot": "groot bericht",
    "ZonderVerwerk": "verwerk",
    "GeefNiets": "ontvang",
    "RareStand": "stand",
    "NegatieveStand": "stand",
    "SpoedBreektAf": "registreer_spoed",
    "MeldFoutBreektAf": "meld_fout",
    "Onvolledig": "beschrijving",
    "OnbekendeRol": "beschrijving",
    "BreektBijHetMaken": "doel",
    "Weg": "verzend",
}
LET_OP = {
    "WeigertGroot": "groot bericht",
    "ZonderStand": "stand",
    "ZonderSpoed": "registreer_spoed",
    "ZonderFoutmelding": "meld_fout",
    "WeigertAlles": "verzend; ontvang; tekens (UTF-8); regeleinden (CR/LF); geen BOM; tekens in wat binnenkomt",
    "GeeftNietsTerug": "verzend; tekens (UTF-8); regeleinden (CR/LF); geen BOM",
    "Naamloos": "beschrijving",
    "SluitBreektAf": "sluit",
}
GEZEGD = tomllib.loads((Path(__file__).parent / "gezegd.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("naam", FOUT)
def test_wat_fout_is_wordt_betrapt(naam: str, diagnose: Diagnose) -> None:
    goed, regels = diagnose(f"foute_adapters:{naam}")
    assert not goed
    assert "; ".join(namen_van(regels, "fout")) == FOUT[naam]
    assert opmerkingen(regels) == GEZEGD[naam].strip()


@pytest.mark.parametrize("naam", LET_OP)
def test_wat_niet_fout_hoeft_te_zijn_wordt_gezegd(naam: str, diagnose: Diagnose) -> None:
    goed, regels = diagnose(f"foute_adapters:{naam}")
    assert goed
    assert "; ".join(namen_van(regels, "let op")) == LET_OP[naam]
    assert opmerkingen(regels) == GEZEGD[naam].strip()


def test_bij_elke_fout_staat_wat_te_doen() -> None:
    for gezegd in GEZEGD.values():
        assert gezegd.count("\nfout  ") + gezegd.startswith("fout  ") == gezegd.count("        Wat te doen: ")


def test_elke_foute_adapter_doet_mee() -> None:
    eigen = {
        naam
        for naam, klasse in vars(foute_adapters).items()
        if inspect.isclass(klasse) and klasse.__module__ == "foute_adapters"
    }
    assert eigen - {"Anders"} == FOUT.keys() | LET_OP.keys() == GEZEGD.keys()


def test_wat_niets_verandert_is_niet_fout(diagnose: Diagnose) -> None:
    goed, regels = diagnose("foute_adapters:Anders")
    assert goed
    assert opmerkingen(regels) == ""
