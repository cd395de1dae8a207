"""The check of a bundle: whatever was changed afterwards is seen, also when every sum was put right."""

import hashlib
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bundel_delen import Leden, bericht_uit, herpakt, herstel_sommen, pak_uit, zet_manifest
from resultaten_delen import GOED, VERGEET_STOP, Gegevens, bewerkt, eis_van

from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.rapport.bestand import BESTANDSNAAM
from pytest_draaiboek.rapport.bewijs import Controle, controleer, maak
from pytest_draaiboek.rapport.bewijs import bundel as bundelmodule
from pytest_draaiboek.rapport.resultaat import Resultaat

Bewerking = Callable[[Leden], object]


@pytest.fixture
def kijk_na(tmp_path: Path) -> Callable[[bytes], Controle]:
    def doe(zip_: bytes) -> Controle:
        pad = tmp_path / "bewijs.zip"
        pad.write_bytes(zip_)
        controle = controleer(pad)
        assert [een.name for een in tmp_path.iterdir()] == ["bewijs.zip"], "nothing is extracted"
        return controle

    return doe


Kijk = Callable[[bytes], Controle]


def gezegd(controle: Controle) -> list[str]:
    return [f"{een.waar}: {een.wat}" for een in controle.bevindingen]


def vervang(pad: str, oud: bytes, nieuw: bytes) -> Bewerking:
    def doe(leden: Leden) -> None:
        assert oud in leden[pad]
        leden[pad] = leden[pad].replace(oud, nieuw)

    return doe


def in_resultaat(bewerking: Callable[[Gegevens], Any]) -> Bewerking:
    """Change the result within a bundle."""

    def doe(leden: Leden) -> None:
        gegevens = json.loads(leden[BESTANDSNAAM])
        bewerking(gegevens)
        leden[BESTANDSNAAM] = json.dumps(gegevens, indent=2, ensure_ascii=False).encode() + b"\n"

    return doe


def in_manifest(**velden: Any) -> Bewerking:
    return lambda leden: zet_manifest(leden, {**json.loads(leden["manifest.json"]), **velden})


def test_een_bundel_die_deugt(bundel: bytes, kijk_na: Kijk, resultaat: Resultaat) -> None:
    controle = kijk_na(bundel)
    assert (gezegd(controle), controle.deugt, controle.niet_vergeleken) == ([], True, "")
    assert controle.resultaat == resultaat
    assert controle.som == hashlib.sha256(pak_uit(bundel)["manifest.json"]).hexdigest()


def test_opnieuw_ingepakt_zonder_iets_te_wijzigen_deugt_het_ook(bundel: bytes, kijk_na: Kijk) -> None:
    assert kijk_na(herpakt(bundel)).deugt
    assert kijk_na(herpakt(bundel, sommen=True)).deugt


@pytest.mark.parametrize("systeem", [GOED, VERGEET_STOP])
def test_ook_een_heel_en_een_gefaald_resultaat_zijn_in_te_pakken(
    systeem: str, echte_map: Callable[..., Path], kijk_na: Kijk
) -> None:
    pad = echte_map(systeem) / BESTANDSNAAM
    controle = kijk_na(maak(pad.read_bytes(), str(pad)))
    assert gezegd(controle) == []
    assert controle.manifest is not None
    assert controle.manifest.oordelen[0].kalender == ("CONFORM" if systeem == GOED else "NIET CONFORM")


# Changed without more.


def maak_leeg(leden: Leden) -> None:
    leden[bericht_uit(leden)] = b""


@pytest.mark.parametrize("pad", ["resultaat.json", "rapport.html", "badge.svg", "badge.json", "LEESMIJ.txt", "bericht"])
@pytest.mark.parametrize("hoe", ["weg", "anders", "langer"])
def test_elk_bestand_wordt_nagekeken(bundel: bytes, kijk_na: Kijk, pad: str, hoe: str) -> None:
    def doe(leden: Leden) -> None:
        echt = bericht_uit(leden) if pad == "bericht" else pad
        if hoe == "weg":
            del leden[echt]
        else:
            leden[echt] = leden[echt] + b" " if hoe == "langer" else leden[echt][:-1] + b"#"

    verwacht = {
        "weg": "ontbreekt",
        "anders": "heeft een andere inhoud dan volgens het manifest",
        "langer": "volgens het manifest",
    }
    controle = kijk_na(herpakt(bundel, doe))
    assert not controle.deugt
    assert verwacht[hoe] in gezegd(controle)[0]
    assert (pad if pad != "bericht" else "berichten/") in gezegd(controle)[0]


@pytest.mark.parametrize("pad", ["manifest.json", "SHA256SUMS"])
@pytest.mark.parametrize("hoe", ["weg", "anders", "leeg", "diep", "geen UTF-8"])
def test_manifest_en_sommen_zelf(bundel: bytes, kijk_na: Kijk, pad: str, hoe: str) -> None:
    def doe(leden: Leden) -> None:
        if hoe == "weg":
            del leden[pad]
        else:
            leden[pad] = {"anders": leden[pad] + b"\n", "leeg": b"", "diep": b'{"x":' + b"[" * 100_000}.get(
                hoe, b'{"soort":"\xff"}'
            )

    controle = kijk_na(herpakt(bundel, doe))
    assert not controle.deugt
    assert len(controle.bevindingen) == 1
    wat = gezegd(controle)[0]
    if hoe == "anders" or pad == "SHA256SUMS":
        assert wat == f"SHA256SUMS: {'ontbreekt' if hoe == 'weg' else 'is niet wat bij het manifest hoort'}"
    else:
        assert re.match(r"manifest\.json: (ontbreekt; dit is geen bundel|is geen manifest van een bundel \()", wat)


def test_iets_erbij(bundel: bytes, kijk_na: Kijk) -> None:
    controle = kijk_na(herpakt(bundel, lambda leden: leden.update({"berichten/x.xml": b"<a/>"})))
    assert gezegd(controle)[0] == "berichten/x.xml: staat in de zip en niet in het manifest"


def test_een_manifest_dat_zichzelf_of_iets_twee_keer_noemt(bundel: bytes, kijk_na: Kijk) -> None:
    def dubbel(leden: Leden) -> None:
        manifest = json.loads(leden["manifest.json"])
        zet_manifest(leden, {**manifest, "bestanden": [*manifest["bestanden"], manifest["bestanden"][0]]})

    def zichzelf(leden: Leden) -> None:
        manifest = json.loads(leden["manifest.json"])
        ook = {"pad": "SHA256SUMS", "grootte": len(leden["SHA256SUMS"]), "sha256": "0" * 64}
        zet_manifest(leden, {**manifest, "bestanden": [*manifest["bestanden"], ook]})

    for bewerking, pad in ((dubbel, "LEESMIJ.txt"), (zichzelf, "SHA256SUMS")):
        assert gezegd(kijk_na(herpakt(bundel, bewerking)))[0] == f"{pad}: hoort niet (of niet nog eens) in het manifest"


# Changed by somebody who puts every sum right.

EERSTE = 0


def verwissel(leden: Leden) -> None:
    een, ander = bericht_uit(leden), bericht_uit(leden, -1)
    leden[een], leden[ander] = leden[ander], leden[een]


def hernoem(leden: Leden) -> None:
    leden["berichten/anders.xml"] = leden.pop(bericht_uit(leden))


def verdubbel(leden: Leden) -> None:
    leden["berichten/nog-eens.xml"] = leden[bericht_uit(leden)]


def bericht_weg(leden: Leden) -> None:
    del leden[bericht_uit(leden)]


def bericht_anders(leden: Leden) -> None:
    leden[bericht_uit(leden)] += b" "


@pytest.mark.parametrize(
    ("bewerking", "melding"),
    [
        (vervang("rapport.html", b"aanbieder", b"gemeente"), "rapport.html: is niet wat uit het resultaat volgt"),
        (vervang("badge.svg", b"aanbieder", b"gemeente"), "badge.svg: is niet wat uit het resultaat volgt"),
        (vervang("badge.json", b"aanbieder", b"gemeente"), "badge.json: is niet wat uit het resultaat volgt"),
        (vervang("LEESMIJ.txt", b"geen keurmerk", b"een keurmerk"), "LEESMIJ.txt: is niet wat uit het resultaat volgt"),
        (lambda leden: leden.pop("badge.svg"), "badge.svg: is niet wat uit het resultaat volgt"),
        (lambda leden: leden.update({"keurmerk.svg": b"<svg/>"}), "keurmerk.svg: is niet wat uit het resultaat volgt"),
        (bericht_weg, "berichten: van bericht [0-9a-f]{64} uit het resultaat ontbreekt het bestand"),
        (bericht_anders, "berichten: van bericht [0-9a-f]{64} uit het resultaat ontbreekt het bestand"),
        (verdubbel, "berichten/nog-eens.xml: is geen bericht uit het resultaat"),
        (lambda leden: leden.update({"berichten/x.xml": b"<a/>"}), "berichten/x.xml: is geen bericht uit het resultaat"),
        (verwissel, "berichten/.*: is niet wat uit het resultaat volgt"),
        (hernoem, "berichten/.*: is niet wat uit het resultaat volgt"),
        (in_resultaat(lambda g: g["draaiboeken"][0].update(eindoordeel="CONFORM")), "resultaat.json: .*maar uit de eisen volgt ONVOLLEDIG"),
        (in_resultaat(lambda g: eis_van(g, "1.1").update(verdict="voldoet")), "resultaat.json: .*maar uit de gevallen volgt niet getoetst"),
        (in_resultaat(lambda g: g["draaiboeken"][0]["systeem"].update(naam="Ander")), "manifest.json: noemt andere oordelen"),
        (in_resultaat(lambda g: g["slot"].update(geeindigd="2026-01-02T03:04:05Z")), "manifest.json: noemt andere oordelen, of een ander tijdstip"),
        (in_resultaat(lambda g: g["instellingen"].update(zaad=9)), "rapport.html: is niet wat uit het resultaat volgt"),
        (in_resultaat(lambda g: g.pop("slot")), "resultaat.json: geen geldig resultaat"),
        (in_resultaat(lambda g: next(iter(g["berichten"].values())).update(tekst="x")), "resultaat.json: bericht .* de inhoud heeft SHA-256"),
        (in_resultaat(lambda g: g["draaiboeken"][0]["draaiboek"]["kalender"].update(zone="Nergens/Hier")), "resultaat.json: hiervan is geen rapport te tekenen"),
        (lambda leden: leden.pop("resultaat.json"), "resultaat.json: ontbreekt"),
    ],
)  # fmt: skip
def test_ook_als_alle_sommen_hersteld_zijn(bundel: bytes, kijk_na: Kijk, bewerking: Bewerking, melding: str) -> None:
    controle = kijk_na(herpakt(bundel, bewerking, sommen=True))
    assert not controle.deugt
    assert re.match(melding, gezegd(controle)[0]), gezegd(controle)


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"oordelen": []}, "manifest.json: noemt andere oordelen"),
        ({"getoetst": "2026-01-02T03:04:05Z"}, "manifest.json: noemt andere oordelen, of een ander tijdstip"),
        ({"getoetst": "2026-01-02T03:04:05"}, "manifest.json: noemt andere oordelen, of een ander tijdstip"),
        ({"taal": "xx"}, "manifest.json: Een rapport in taal 'xx' is er niet"),
        ({"formaat": 2}, "manifest.json: is geen manifest van een bundel"),
        ({"extra": "iets"}, "manifest.json: is niet wat uit het resultaat volgt"),
    ],
)
def test_een_manifest_dat_iets_anders_zegt(bundel: bytes, kijk_na: Kijk, velden: Gegevens, melding: str) -> None:
    assert gezegd(kijk_na(herpakt(bundel, in_manifest(**velden))))[0].startswith(melding)


# Another version of the kit, or of zlib.


def test_van_een_andere_kit_wordt_het_rapport_niet_vergeleken(
    bundel: bytes, kijk_na: Kijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rapport = herpakt(bundel, lambda leden: leden.update({"rapport.html": b"van toen"}), sommen=True)
    assert not kijk_na(rapport).deugt
    monkeypatch.setattr("pytest_draaiboek.rapport.bewijs.controle.kitversie", lambda: "9.9")
    controle = kijk_na(rapport)
    assert controle.deugt
    assert controle.niet_vergeleken == f"de bundel is gemaakt met kit {bundelmodule.kitversie()}, dit is kit 9.9"
    # What does not depend on the version is still seen.
    for bewerking in (bericht_weg, bericht_anders, verdubbel):
        assert not kijk_na(herpakt(bundel, bewerking, sommen=True)).deugt


def test_een_oordeel_van_een_andere_kit_wordt_niet_nagerekend(resultaat: Resultaat, kijk_na: Kijk) -> None:
    vroeger = bewerkt(
        resultaat, lambda g: g["omgeving"].update(kit="0.0.9"), lambda g: eis_van(g, "1.1").update(verdict="voldoet")
    )
    assert kijk_na(maak(msgspec.json.encode(vroeger), "x")).deugt


def test_van_een_andere_zlib_wordt_alleen_het_rapport_niet_vergeleken(bundel: bytes, kijk_na: Kijk) -> None:
    anders = in_manifest(zlib="0.0")
    assert kijk_na(herpakt(bundel, anders)).niet_vergeleken == ""

    def rapport(leden: Leden) -> None:
        leden["rapport.html"] += b" "
        herstel_sommen(leden)

    controle = kijk_na(herpakt(bundel, rapport, anders))
    assert controle.deugt
    assert controle.niet_vergeleken == f"de bundel is gemaakt met zlib 0.0, dit is zlib {zlib.ZLIB_RUNTIME_VERSION}"

    def badge(leden: Leden) -> None:
        leden["badge.svg"] += b" "
        herstel_sommen(leden)

    assert gezegd(kijk_na(herpakt(bundel, rapport, badge, anders))) == [
        "badge.svg: is niet wat uit het resultaat volgt"
    ]


# No bundle at all.


def test_wat_geen_zip_is(tmp_path: Path, bundel: bytes) -> None:
    for naam, inhoud in {
        "leeg": b"",
        "tekst": b"PK niet",
        "half": bundel[: len(bundel) // 2],
        "staart": bundel + b"x",
    }.items():
        pad = tmp_path / f"{naam}.zip"
        pad.write_bytes(inhoud)
        with pytest.raises(OngeldigeInstelling, match=r"dit is geen \(hele\) zip\. Geef het pad"):
            controleer(pad)
    with pytest.raises(OngeldigeInstelling, match="dit bestand is er niet"):
        controleer(tmp_path / "weg.zip")
    with pytest.raises(OngeldigeInstelling, match="dit is geen bestand"):
        controleer(tmp_path)


def test_een_gewone_zip_is_geen_bundel(kijk_na: Kijk) -> None:
    controle = kijk_na(bundelmodule.pak_in({"a.txt": b"hallo"}, bundelmodule.EERSTE))
    assert gezegd(controle) == ["manifest.json: ontbreekt; dit is geen bundel van draaiboek bewijs"]
    assert gezegd(kijk_na(bundelmodule.pak_in({}, bundelmodule.EERSTE)))[0].startswith("manifest.json: ontbreekt")
