"""Properties of whatever the kit makes, over seeds, types, releases and days.

DRAAIBOEK_ZWAAR=1 tries many more examples, of random seeds, and every rule and every optional element.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import GEDEELD
from feiten_schema import schema_van_feiten
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tweede_lezing import verwacht, zonder_ruimten

from pytest_draaiboek.berichten import Bericht, Berichten, controleer
from pytest_draaiboek.berichten.breken import breekbare_regels, nooit_alleen
from pytest_draaiboek.fouten import OnbekendBerichttype, OngeldigeInstelling
from pytest_draaiboek.standaarden import Knoop, alle_standaarden, laad_standaard, nummer_van

pytestmark = pytest.mark.breed

ZWAAR = os.environ.get("DRAAIBOEK_ZWAAR") == "1"
# Of what else is in the chain of iWlz only the header is known, and of all alike: one with its answer will do.
SOORTEN = [
    (s.naam, r.versie, type_)
    for s in alle_standaarden()
    for r in s.releases.values()
    for type_ in r.berichttypen
    if s.naam != "iwlz" or not s.soort(type_).alleen_kop or type_ in ("CA317", "CA318")
]
ALLEMAAL = pytest.mark.parametrize(("standaard", "versie", "type_"), SOORTEN, ids=lambda w: w)

rustig = [HealthCheck.too_slow, HealthCheck.data_too_large]
profiel = settings(
    deadline=None,
    derandomize=not ZWAAR,
    max_examples=3000 if ZWAAR else 120,
    database=None,
    suppress_health_check=rustig,
)
soorten, zaden = st.sampled_from(SOORTEN), st.integers(0, 2**40)
BIJZONDER = [
    date(2018, 1, 1), date(2018, 12, 31), date(2020, 2, 29), date(2021, 12, 31), date(2022, 1, 1), date(2022, 3, 27),
    date(2022, 10, 30), date(2024, 2, 29), date(2025, 3, 30), date(2026, 12, 31), date(2040, 2, 29), date(2040, 12, 31),
]  # fmt: skip
dagen = st.sampled_from(BIJZONDER) | st.dates(date(2018, 1, 1), date(2040, 12, 31))


def keur(b: Bericht) -> None:
    """Hold a message to the kit, to the second reading of the rules, and to a schema from the facts."""
    # No 323 can be right before 31 January 2021: its period starts in 2021 or later (CS100) and has ended (TR137).
    mag = {"CS100"} if b.berichttype.endswith("323") and b.dagtekening < date(2021, 1, 31) else set()
    assert {fout.code for fout in controleer(b)} == mag, b.xml.decode()
    assert set(verwacht(b.standaard, b.versie, b.berichttype, zonder_ruimten(b.root))) == mag, b.xml.decode()
    schema = schema_van_feiten(GEDEELD, b.standaard, b.versie, b.berichttype) if GEDEELD.is_dir() else None
    assert schema is None or schema.validate(b.root), (schema.error_log, b.xml.decode())


@profiel
@given(soort=soorten, zaad=zaden, vandaag=dagen)
def test_alles_wat_gemaakt_wordt_is_goed(soort: tuple[str, str, str], zaad: int, vandaag: date) -> None:
    _, versie, type_ = soort
    fabriek = Berichten(zaad=zaad, vandaag=lambda: vandaag)
    b = fabriek.maak(type_, versie)
    keur(b)
    assert fabriek.maak(type_, versie).xml == b.xml
    assert Berichten(vandaag=lambda: vandaag).maak(type_, versie, zaad=zaad).xml == b.xml
    assert Bericht.lees(b.xml) == b


@ALLEMAAL
def test_op_elke_bijzondere_dag(standaard: str, versie: str, type_: str) -> None:
    for nr, vandaag in enumerate(BIJZONDER):
        keur(Berichten(zaad=nr, vandaag=lambda vandaag=vandaag: vandaag).maak(type_, versie))


ZONE = ZoneInfo("Europe/Amsterdam")
NACHTEN = [
    datetime(2022, 3, 27, 1, 59, 59, tzinfo=ZONE), datetime(2022, 3, 27, 3, tzinfo=ZONE),
    datetime(2022, 10, 30, 2, 30, tzinfo=ZONE, fold=0), datetime(2022, 10, 30, 2, 30, tzinfo=ZONE, fold=1),
    datetime(2023, 12, 31, 23, 59, 59, tzinfo=ZONE), datetime(2024, 2, 29, 0, 0, tzinfo=ZONE),
    datetime(2024, 1, 1, 0, 30, tzinfo=ZONE), datetime(2024, 1, 1, 13, 0, tzinfo=timezone(timedelta(hours=14))),
]  # fmt: skip


@pytest.mark.parametrize("moment", NACHTEN, ids=lambda m: m.isoformat())
def test_rond_een_bevroren_ogenblik(moment: datetime) -> None:
    with freeze_time(moment):
        for _, versie, type_ in SOORTEN[::5]:
            fabriek = Berichten(vandaag=lambda: datetime.now(ZONE).date())
            b = fabriek.maak(type_, versie)
            keur(b)
            assert b.dagtekening == moment.astimezone(ZONE).date()
            # Of a moment the factory takes the day in the Netherlands, wherever it was told.
            assert Berichten(vandaag=lambda: moment).maak(type_, versie).dagtekening == b.dagtekening


def facultatief(knoop: Knoop, pad: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Knoop]]:
    for kind in knoop.kinderen:
        hier = (*pad, kind.naam)
        if not kind.verplicht:
            yield hier, kind
        yield from facultatief(kind, hier)


def heeft(inhoud: Any, pad: tuple[str, ...]) -> bool:
    if isinstance(inhoud, list):
        return any(heeft(deel, pad) for deel in inhoud)
    if not pad:
        return inhoud is not None
    return isinstance(inhoud, dict) and pad[0] in inhoud and heeft(inhoud[pad[0]], pad[1:])


@ALLEMAAL
def test_met_en_zonder_elk_facultatief_deel(standaard: str, versie: str, type_: str) -> None:
    fabriek = Berichten(vandaag=lambda: date(2024, 2, 29))
    release = laad_standaard(standaard).release(versie)
    delen = list(facultatief(release.structuur(type_)))
    gemaakt = [(b, b.inhoud) for b in fabriek.reeks(type_, 200, versie)]
    verplicht = {k.naam for k in release.structuur(type_).doorloop() if k.verplicht}
    for pad, _ in delen:
        met = next((b for b, inhoud in gemaakt if heeft(inhoud, pad)), None)
        assert met is not None, f"{'/'.join(pad)} komt in 200 berichten {type_} {versie} niet voor"
        keur(met)
        if pad[-1] in verplicht:
            continue  # by its name it would be left out where it must be too
        for zaad in range(10 if ZWAAR else 2):
            zonder = fabriek.maak(type_, versie, zaad=zaad, **{pad[-1]: None})
            assert not heeft(zonder.inhoud, pad), (pad, zonder.xml.decode())
            fouten = {fout.code for fout in controleer(zonder)}
            assert fouten == set(verwacht(standaard, versie, type_, zonder_ruimten(zonder.root)))
            assert not fouten, (pad, fouten, zonder.xml.decode())


def eerste(inhoud: Any, pad: tuple[str, ...]) -> Any:
    """Return the first value at a path; None when there is none."""
    if isinstance(inhoud, list):
        return next((waarde for deel in inhoud if (waarde := eerste(deel, pad)) is not None), None)
    if not pad or inhoud is None:
        return inhoud
    return eerste(inhoud.get(pad[0]), pad[1:]) if isinstance(inhoud, dict) else None


def mist(inhoud: Any, pad: tuple[str, ...]) -> bool:
    """Whether somewhere there is what the element would be in, and not the element."""
    if isinstance(inhoud, list):
        return any(mist(deel, pad) for deel in inhoud)
    if not isinstance(inhoud, dict):
        return False
    return pad[0] not in inhoud if len(pad) == 1 else mist(inhoud.get(pad[0]), pad[1:])


def bevat(inhoud: Any, gegeven: Any) -> bool:
    """Whether a content has all that was given; a part of the message is merged, anything else stands as it is."""
    if isinstance(gegeven, dict):
        return isinstance(inhoud, dict) and all(bevat(inhoud.get(naam), deel) for naam, deel in gegeven.items())
    return bool(inhoud == gegeven)


def als_gegeven(structuur: Knoop, pad: tuple[str, ...], waarde: Any) -> dict[str, Any]:
    """Return how a caller asks for an element: as a part of the message, or by its name when it is in one of several."""
    knoop: Knoop | None = structuur
    for stap in pad[:-1]:
        knoop = knoop.kind(stap) if knoop else None
        if knoop is None or knoop.herhaalbaar:
            return {pad[-1]: waarde}
    for stap in reversed(pad):
        waarde = {stap: waarde}
    gegeven: dict[str, Any] = waarde
    return gegeven


@ALLEMAAL
def test_elk_facultatief_deel_is_op_te_leggen(standaard: str, versie: str, type_: str) -> None:
    """What one message has, another that has it not can be given: it stands, and the rest adapts."""
    fabriek = Berichten(vandaag=lambda: date(2024, 2, 29))
    structuur = laad_standaard(standaard).release(versie).structuur(type_)
    gemaakt = [b.inhoud for b in fabriek.reeks(type_, 200, versie, zaad=0)]
    anders: dict[str, set[str]] = {}
    soorten_per_naam = {(knoop.naam, bool(knoop.kinderen)) for knoop in structuur.doorloop()}
    for pad, knoop in facultatief(structuur):
        if pad == ("Header", "Ontvanger"):
            continue  # left open by the schema, where only the header is known; what is made has it
        if (pad[-1], not knoop.kinderen) in soorten_per_naam:
            continue  # a Naam with parts, or of an organisation: by its name it would be set in both
        waarde = next(w for inhoud in gemaakt if (w := eerste(inhoud, pad)) is not None)
        zonder = [nr for nr, inhoud in enumerate(gemaakt) if mist(inhoud, pad)]
        assert zonder, f"{'/'.join(pad)} staat in elk van 200 berichten {type_} {versie}"
        for zaad in zonder[: 20 if ZWAAR else 1]:
            b = fabriek.maak(type_, versie, zaad=zaad, **als_gegeven(structuur, pad, waarde))
            assert bevat(eerste(b.inhoud, pad), waarde), (pad, waarde, b.xml.decode())
            fouten = {fout.code for fout in controleer(b)}
            assert fouten == set(verwacht(standaard, versie, type_, zonder_ruimten(b.root)))
            if fouten - MAG_ERBIJ.get(pad[-1], set()):
                anders.setdefault("/".join(pad), set()).update(fouten)
    assert anders == {}


# Given by its name it is set wherever it occurs, which a rule does not allow or the rest of the period does not agree with.
MAG_ERBIJ = {
    "Periode": {"TR061", "TR101"},
    "Einddatum": {"CS003"},
    "ToewijzingEinddatum": {"CS003"},
    "VorigReferentieNummer": {"TR315"},
}


@profiel
@given(data=st.data(), soort=soorten, zaad=zaden)
def test_wat_de_gebruiker_geeft_staat_letterlijk(data: st.DataObject, soort: tuple[str, str, str], zaad: int) -> None:
    standaard, versie, type_ = soort
    structuur = laad_standaard(standaard).release(versie).structuur(type_)
    takken = {k.naam for k in structuur.doorloop() if k.kinderen}  # a Naam can be both
    bladen = sorted({k.naam for k in structuur.doorloop() if k.datatype} - takken)
    naam = data.draw(st.sampled_from(bladen))
    # Whatever the value: from another message of the type, so of the right data type, or any text at all.
    andere = Berichten(zaad=zaad + 1).maak(type_, versie).xml.decode()
    waarden = re.findall(rf"<\w+:{naam}>([^<&]+)<", andere)
    waarde = data.draw(st.sampled_from(waarden) if waarden else st.just("1"))
    b = Berichten(zaad=zaad).maak(type_, versie, **{naam: waarde})
    gevonden = set(re.findall(rf"<\w+:{naam}>([^<]*)<", b.xml.decode()))
    assert gevonden <= {waarde}
    release = laad_standaard(standaard).release(versie)
    if release.schema(type_).validate(b.root):
        fouten = {fout.code for fout in controleer(b)}
        assert fouten == set(verwacht(standaard, versie, type_, zonder_ruimten(b.root)))


BREEKBAAR = [
    pytest.param(type_, versie, code, id=f"{code}-{type_}-{versie}")
    for naam, versie, type_ in SOORTEN
    for code in breekbare_regels(laad_standaard(naam).release(versie), type_)
    if not nooit_alleen(type_, code)
]


@pytest.mark.parametrize(("type_", "versie", "code"), BREEKBAAR if ZWAAR else BREEKBAAR[::4])
def test_een_gebroken_regel_is_de_enige(type_: str, versie: str, code: str) -> None:
    for zaad in range(100, 115 if ZWAAR else 102):
        b = Berichten().ongeldig(type_, code, versie, zaad=zaad)
        assert {fout.code for fout in controleer(b) if fout.ernst == "fout"} == {code}
        assert Bericht.lees(b.xml) == b


@profiel
@given(soort=st.sampled_from([s for s in SOORTEN if not laad_standaard(s[0]).soort(s[2]).heen]), zaad=zaden, vandaag=dagen,
       codes=st.sampled_from([(), ("0001",), ("9019",), ("0611",), ("9019", "0611")]))  # fmt: skip
def test_elk_antwoord_hoort_bij_zijn_bericht(
    soort: tuple[str, str, str], zaad: int, vandaag: date, codes: tuple[str, ...]
) -> None:
    if soort[0] == "iwlz":
        codes = tuple(code.replace("0611", "9101") for code in codes)  # each standard has codes of its own
    fabriek = Berichten(zaad=zaad, vandaag=lambda: vandaag)
    heen = fabriek.maak(soort[2], soort[1])
    if soort[2].endswith("325"):
        with pytest.raises(OngeldigeInstelling):
            fabriek.retour(heen, retourcodes=codes)
        return
    retour = fabriek.retour(heen, retourcodes=codes)
    keur(retour)
    assert retour.is_retour_op(heen)
    nummer = nummer_van(soort[2])
    # A 319 by a 320, an AW39 by an AW310; a 323 by a 325.
    volgende = {"39": "310", "323": "325"}.get(nummer, str(int(nummer) + 1))
    assert retour.berichttype == f"{soort[2].removesuffix(nummer)}{volgende}"
    with pytest.raises(OnbekendBerichttype):
        fabriek.retour(retour)


def test_dezelfde_bytes_in_een_ander_proces(tmp_path: Path) -> None:
    code = (
        "import hashlib\nfrom pytest_draaiboek.berichten import Berichten\n"
        "from pytest_draaiboek.standaarden import alle_standaarden\n"
        "h = hashlib.sha256()\n"
        "for s in alle_standaarden():\n for r in s.releases.values():\n  for t in r.berichttypen:\n"
        "   for b in Berichten(zaad=7).reeks(t, 3, r.versie): h.update(b.xml)\n"
        "   h.update(b''.join(x.xml for x in [Berichten().maak(t, r.versie, zaad=99)]))\n"
        "print(h.hexdigest())"
    )
    sommen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": zaad},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zaad in ("0", "1", "4242")
    }
    assert len(sommen) == 1
