"""A bundle: all of a result in one zip, the same for the same result, under names that every system can hold."""

import base64
import copy
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bundel_delen import pak_uit
from resultaten_delen import Gegevens, bewerkt, eis_van

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport import aanzichten
from pytest_draaiboek.rapport.bewijs import bundel as bundelmodule
from pytest_draaiboek.rapport.bewijs import controleer, maak
from pytest_draaiboek.rapport.bewijs.bundel import kitversie, pak_in
from pytest_draaiboek.rapport.resultaat import Resultaat

EIS = "berichten/iwmo-3.1-aanbieder/3.1.2-WMO305/"
TECHNIEK = "berichten/iwmo-3.1-aanbieder/CD005-WMO301-3.0/"


def maak_van(resultaat: Resultaat) -> bytes:
    return maak(msgspec.json.encode(resultaat), "resultaat.json")


def berichten(zip_: bytes) -> dict[str, bytes]:
    return {pad: inhoud for pad, inhoud in pak_uit(zip_).items() if pad.startswith("berichten/")}


def test_wat_erin_zit(bundel: bytes, json_: bytes, resultaat: Resultaat) -> None:
    leden = pak_uit(bundel)
    aanzicht = aanzichten.maak(resultaat)
    assert {pad for pad in leden if not pad.startswith("berichten/")} == {
        "LEESMIJ.txt",
        "SHA256SUMS",
        "manifest.json",
        "resultaat.json",
        *aanzicht,
    }
    assert leden["resultaat.json"] == json_
    assert {naam: leden[naam] for naam in aanzicht} == dict(aanzicht)
    assert {"rapport.html", "badge.svg", "badge.json"} <= leden.keys()


def test_elk_bericht_is_een_bestand_byte_voor_byte(bundel: bytes, resultaat: Resultaat) -> None:
    leden = berichten(bundel)
    (een,) = resultaat.draaiboeken
    stop = next(eis for eis in een.eisen if eis.id == "3.1.2").gevallen[0]
    hier = [pad for pad in leden if pad.startswith(EIS)]
    assert len(hier) == len(stop.verkeer) > 5
    for verkeer, pad in zip(stop.verkeer, hier, strict=True):
        assert hashlib.sha256(leden[pad]).hexdigest() == verkeer.bericht
        assert leden[pad] == resultaat.berichten[verkeer.bericht].tekst.encode()
    assert f"{EIS}0001-2022-02-15T100000+0100-in-WMO301-3.0.xml" in leden
    assert any(
        re.fullmatch(r"\d{4}-2022-03-30T165959\+0200-uit-WMO305-3\.0\.xml", pad.removeprefix(EIS)) for pad in hier
    )
    assert any(pad.startswith(TECHNIEK) for pad in leden)
    assert b"\r\n" in leden[hier[0]]
    verkeer = [v for eis in een.eisen for g in eis.gevallen for v in g.verkeer]
    verkeer += [v for regel in een.techniek.regels for g in regel.gevallen for v in g.verkeer]  # type: ignore[union-attr]
    assert len(leden) == len(verkeer)


def test_het_manifest_noemt_alles_en_de_sommen_kloppen(bundel: bytes, resultaat: Resultaat) -> None:
    leden = pak_uit(bundel)
    manifest = json.loads(leden["manifest.json"])
    assert (manifest["formaat"], manifest["soort"], manifest["waarde"]) == (1, "pytest-draaiboek bewijs", "zelftoets")
    assert (manifest["kit"], manifest["taal"]) == (kitversie(), "nl")
    assert manifest["oordelen"] == [
        {
            "draaiboek": "iwmo-3.1",
            "rol": "aanbieder",
            "systeem": "voorbeeld-aanbieder",
            "versie": "1.0",
            "kalender": "ONVOLLEDIG",
            "techniek": "ONVOLLEDIG",
        }
    ]
    assert [een["pad"] for een in manifest["bestanden"]] == sorted(leden.keys() - {"manifest.json", "SHA256SUMS"})
    for een in manifest["bestanden"]:
        inhoud = leden[een["pad"]]
        assert (een["grootte"], een["sha256"]) == (len(inhoud), hashlib.sha256(inhoud).hexdigest())


@pytest.mark.skipif(not (shutil.which("sha256sum") or shutil.which("shasum")), reason="no program for sums here")
def test_een_gewoon_programma_kijkt_de_sommen_na(bundel: bytes, tmp_path: Path) -> None:
    for pad, inhoud in pak_uit(bundel).items():
        (tmp_path / pad).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / pad).write_bytes(inhoud)
    opdracht = ["sha256sum", "-c"] if shutil.which("sha256sum") else ["shasum", "-a", "256", "-c"]
    goed = subprocess.run([*opdracht, "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)
    assert goed.returncode == 0, goed.stderr
    assert goed.stdout.count(b"OK") == len(pak_uit(bundel)) - 1
    (tmp_path / "manifest.json").write_bytes(b"{}")
    assert subprocess.run([*opdracht, "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_leesmij_noemt_elk_soort_bestand_en_beide_controles(bundel: bytes) -> None:
    tekst = pak_uit(bundel)["LEESMIJ.txt"].decode()
    for naam in (
        "rapport.html",
        "badge*.svg",
        "badge*.json",
        "resultaat.json",
        "berichten/",
        "manifest.json",
        "SHA256SUMS",
    ):
        assert re.search(rf"^{re.escape(naam)} ", tekst, re.MULTILINE)
    assert "sha256sum -c SHA256SUMS" in tekst
    assert "draaiboek bewijs --controleer bewijs.zip" in tekst
    assert "zelftoets: geen keurmerk en geen erkenning" in " ".join(tekst.split())
    assert max(map(len, tekst.splitlines())) <= 90
    assert tekst.count("\n") == tekst.count("\r\n")


def test_hetzelfde_resultaat_geeft_dezelfde_bytes(bundel: bytes, json_: bytes, tmp_path: Path) -> None:
    assert maak(json_, "elders.json") == bundel
    (tmp_path / "r.json").write_bytes(json_)
    programma = (
        "import sys; from pathlib import Path; from pytest_draaiboek.rapport.bewijs import maak\n"
        "Path('uit.zip').write_bytes(maak(Path('r.json').read_bytes(), 'x'))"
    )
    omgeving = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "12345", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", programma], cwd=tmp_path, env=omgeving, check=True, timeout=120)
    assert (tmp_path / "uit.zip").read_bytes() == bundel


def test_elk_lid_heeft_de_tijd_waarop_de_toets_eindigde(resultaat: Resultaat) -> None:
    zip_ = maak_van(bewerkt(resultaat, lambda g: g["slot"].update(geeindigd="2026-01-02T03:04:06+02:00")))
    with zipfile.ZipFile(io.BytesIO(zip_)) as open_:
        leden = open_.infolist()
    assert {lid.date_time for lid in leden} == {(2026, 1, 2, 1, 4, 6)}
    assert [lid.filename for lid in leden] == sorted(lid.filename for lid in leden)
    assert {(lid.create_system, lid.external_attr >> 16) for lid in leden} == {(3, 0o100644)}


@pytest.mark.parametrize(
    ("moment", "tijd"),
    [("0001-01-01T00:00:00+02:00", (1980, 1, 1, 0, 0, 0)), ("9999-12-31T23:59:59-02:00", (2107, 12, 31, 23, 59, 58))],
)
def test_een_tijd_die_een_zip_niet_kent(moment: str, tijd: tuple[int, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(pak_in({"a": b""}, datetime.fromisoformat(moment)))) as open_:
        assert open_.infolist()[0].date_time == tijd


# Names.


def hernoem(naam: str) -> Callable[[Gegevens], None]:
    def doe(gegevens: Gegevens) -> None:
        gegevens["draaiboeken"][0]["draaiboek"]["naam"] = naam
        for eis in gegevens["draaiboeken"][0]["eisen"]:
            for geval in eis["gevallen"]:
                geval["berichttype"] = naam
        for bericht in gegevens["berichten"].values():
            bericht.update(berichttype=naam, versie=naam)

    return doe


@pytest.mark.parametrize(
    "naam",
    ["../../etc", "C:\\Windows", "/abs", "a:b*c?d", "con", "punt.", " ", "", "é" * 80, "x" * 300, "a\nb", "\u202e"],
    ids=[
        "omhoog",
        "Windows",
        "absoluut",
        "tekens",
        "con",
        "punt",
        "spatie",
        "leeg",
        "accenten",
        "lang",
        "regel",
        "omkering",
    ],
)
def test_geen_naam_uit_het_resultaat_is_gevaarlijk(resultaat: Resultaat, naam: str, tmp_path: Path) -> None:
    zip_ = maak_van(bewerkt(resultaat, hernoem(naam)))
    for pad in berichten(zip_):
        assert len(pad) < 200
        for deel in pad.split("/"):
            assert re.fullmatch(r"[A-Za-z0-9_+-][A-Za-z0-9._+-]*", deel)
            assert not deel.endswith(".")
    assert len(berichten(zip_)) == len({pad.lower() for pad in berichten(zip_)})
    (tmp_path / "x.zip").write_bytes(zip_)
    assert controleer(tmp_path / "x.zip").deugt


def test_wat_geen_bericht_is_heet_onleesbaar_en_blijft_wat_het_is(resultaat: Resultaat) -> None:
    rauw = b"\xff\xfe<kapot>\x00"
    sleutel = hashlib.sha256(rauw).hexdigest()

    def vervang(gegevens: Gegevens) -> None:
        gegevens["berichten"][sleutel] = {
            "berichttype": "", "versie": "", "identificatie": "",
            "tekst": base64.b64encode(rauw).decode(), "codering": "base64",
        }  # fmt: skip
        eis_van(gegevens, "3.1.2")["gevallen"][0]["verkeer"].append(
            {"moment": "2022-04-01T12:00:00.5+02:00", "richting": "uit", "bericht": sleutel}
        )

    leden = berichten(maak_van(bewerkt(resultaat, vervang)))
    (pad,) = [pad for pad in leden if pad.endswith(".bin")]
    assert pad.endswith("-2022-04-01T120000+0200-uit-onleesbaar.bin")
    assert leden[pad] == rauw


def test_twee_systemen_in_een_rol_staan_elk_apart(resultaat: Resultaat) -> None:
    def tweede(gegevens: Gegevens) -> None:
        ander = copy.deepcopy(gegevens["draaiboeken"][0])
        ander["systeem"].update(naam="Tweede", anker="t2")
        gegevens["draaiboeken"].append(ander)

    eerst, samen = berichten(maak_van(resultaat)), berichten(maak_van(bewerkt(resultaat, tweede)))
    assert samen.keys() == eerst.keys() | {
        pad.replace("/iwmo-3.1-aanbieder/", "/iwmo-3.1-aanbieder-2/") for pad in eerst
    }


def test_een_resultaat_zonder_berichten_is_ook_in_te_pakken(resultaat: Resultaat) -> None:
    def zonder(gegevens: Gegevens) -> None:
        gegevens["berichten"].clear()
        for een in gegevens["draaiboeken"]:
            for deel in [*een["eisen"], *een["techniek"]["regels"]]:
                for geval in deel["gevallen"]:
                    geval["verkeer"].clear()
                    for waarneming in geval["waarnemingen"]:
                        waarneming["verkeer"].clear()

    assert berichten(maak_van(bewerkt(resultaat, zonder))) == {}


def test_wat_erg_krimpt_wordt_niet_voor_een_bom_aangezien(resultaat: Resultaat, tmp_path: Path) -> None:
    lang = bewerkt(resultaat, lambda g: g["draaiboeken"][0].update(reden="x" * 3_000_000, eindoordeel="ONVOLLEDIG"))
    (tmp_path / "x.zip").write_bytes(maak_van(lang))
    controle = controleer(tmp_path / "x.zip")
    assert controle.deugt, controle.bevindingen


# What is refused.


@pytest.mark.parametrize(
    ("bewerking", "melding"),
    [
        (lambda g: next(iter(g["berichten"].values())).update(tekst="anders"), "de inhoud heeft SHA-256 "),
        (lambda g: next(iter(g["berichten"].values())).update(codering="base64", tekst="é"), "de base64 is niet te lezen"),
        (lambda g: g["berichten"].pop(next(iter(g["berichten"]))), "staat niet bij de berichten"),
        (lambda g: eis_van(g, "3.1.2").update(verdict="voldoet niet"), "eis 3.1.2 heet voldoet niet, maar uit de gevallen volgt voldoet"),
        (lambda g: g["draaiboeken"][0].update(eindoordeel="CONFORM"), "het oordeel heet CONFORM, maar uit de eisen volgt ONVOLLEDIG"),
    ],
)  # fmt: skip
def test_wat_niet_heel_is_wordt_niet_ingepakt(
    resultaat: Resultaat, bewerking: Callable[[Gegevens], Any], melding: str
) -> None:
    with pytest.raises(OngeldigeInstelling, match=re.escape(melding)) as gevangen:
        maak_van(bewerkt(resultaat, bewerking))
    assert str(gevangen.value).startswith("resultaat.json: dit resultaat is niet heel (")
    assert str(gevangen.value).endswith("Draai de toets opnieuw.")


def test_meer_dan_een_bundel_houdt(json_: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundelmodule, "MEESTE_LEDEN", 10)
    with pytest.raises(OngeldigeInstelling, match=r"er passen er 10 in.* Draai de toets per rol of per onderdeel\.$"):
        maak(json_, "resultaat.json")
