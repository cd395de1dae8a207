"""The calendar against a second table, written by hand from the source and not from the data."""

from datetime import UTC, datetime, timedelta

import pytest

from pytest_draaiboek import Oordeel
from pytest_draaiboek.draaiboeken import laad
from pytest_draaiboek.fouten import NaiefTijdstip, OnbekendBerichttype

# UTC, so that not even the zone arithmetic is shared with the package.
M01_23 = datetime(2022, 3, 1, 22, 0, tzinfo=UTC)
M23_23 = datetime(2022, 3, 23, 22, 0, tzinfo=UTC)
M30_17 = datetime(2022, 3, 30, 15, 0, tzinfo=UTC)
M31_13 = datetime(2022, 3, 31, 11, 0, tzinfo=UTC)
A04_13 = datetime(2022, 4, 4, 11, 0, tzinfo=UTC)
GRENZEN = (M01_23, M23_23, M30_17, M31_13, A04_13)

TYPEN = "301 302 303 304 305 306 307 308 315 316 317 318 319 320 323 325".split()


def met_de_hand(nummer: str, versie: str, m: datetime) -> str:
    if versie == "3.1":
        if nummer in ("303", "304") or m < A04_13:
            return "geblokkeerd"
        return "toegestaan"
    if nummer in ("301", "305", "307", "315", "317", "319"):
        return "toegestaan" if m < M30_17 else "geblokkeerd"
    if nummer == "323":
        if m < M23_23:
            return "toegestaan"
        return "afgeraden" if m < M30_17 else "geblokkeerd"
    if nummer == "303":
        if m < M01_23:
            return "toegestaan"
        return "afgeraden" if m < M31_13 else "geblokkeerd"
    return "toegestaan" if m < M31_13 else "geblokkeerd"


def momenten() -> list[datetime]:
    afstanden = [timedelta(seconds=s) for s in range(-3, 4)]
    afstanden += [timedelta(hours=u) for u in (-25, -24, -23, -2, -1, 1, 2, 23, 24, 25)]
    afstanden += [timedelta(microseconds=-1), timedelta(microseconds=1)]
    ver = [datetime(2000, 1, 1, tzinfo=UTC), datetime(2021, 12, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)]
    return sorted({grens + afstand for grens in GRENZEN for afstand in afstanden} | set(ver))


@pytest.mark.parametrize(("naam", "voorvoegsel"), [("iwmo-3.1", "WMO"), ("ijw-3.1", "JW")])
def test_every_type_and_version_around_every_boundary(naam: str, voorvoegsel: str) -> None:
    draaiboek = laad(naam)
    assert sorted(draaiboek.typen) == [voorvoegsel + nummer for nummer in TYPEN]
    verschillen = [
        (nummer, versie, moment, str(gevonden), verwacht)
        for nummer in TYPEN
        for versie in ("3.0", "3.1")
        for moment in momenten()
        if (gevonden := draaiboek.oordeel(voorvoegsel + nummer, versie, moment)).soort
        != (verwacht := met_de_hand(nummer, versie, moment))
    ]
    assert not verschillen


def test_the_same_instant_in_another_zone_is_judged_the_same() -> None:
    draaiboek = laad("iwmo-3.1")
    for moment in momenten():
        assert draaiboek.oordeel("WMO323", "3.0", moment) == draaiboek.oordeel(
            "WMO323", "3.0", moment.astimezone(draaiboek.zone)
        )


@pytest.mark.parametrize(
    ("berichttype", "versie", "moment", "nr", "paragraaf"),
    [
        ("WMO305", "3.0", M30_17, "3.2.1", "3.2"),
        ("WMO306", "3.0", M31_13, "3.2.2", "3.2"),
        ("WMO323", "3.0", M23_23, "3.1.1", "3.1"),
        ("WMO303", "3.0", M01_23, "3.3.1", "3.3"),
        ("WMO304", "3.0", M31_13, "3.3.3", "3.3"),
        ("WMO305", "3.1", A04_13, "3.2.4", "3.2"),
    ],
)
def test_it_names_milestone_and_paragraph(
    berichttype: str, versie: str, moment: datetime, nr: str, paragraaf: str
) -> None:
    oordeel = laad("iwmo-3.1").oordeel(berichttype, versie, moment)
    assert oordeel.mijlpaal is not None
    assert (oordeel.mijlpaal.nr, oordeel.paragraaf) == (nr, paragraaf)
    assert f"mijlpaal {nr}, §{paragraaf}" in str(oordeel)


def test_equal_answers_are_equal_whatever_milestone_gave_them() -> None:
    draaiboek = laad("iwmo-3.1")
    assert draaiboek.oordeel("WMO305", "3.0", M30_17) == Oordeel.GEBLOKKEERD
    assert draaiboek.oordeel("WMO305", "3.0", M30_17) != Oordeel.TOEGESTAAN
    assert not Oordeel.GEBLOKKEERD.mag
    assert Oordeel.AFGERADEN.mag


def test_a_typing_mistake_is_not_called_blocked() -> None:
    draaiboek = laad("iwmo-3.1")
    with pytest.raises(
        OnbekendBerichttype, match=r"kent geen berichttype 'WMO350'. Bedoelt u 'WMO3\d\d'\?\nKies uit WMO301, "
    ):
        draaiboek.oordeel("WMO350", "3.0", M30_17)
    with pytest.raises(OnbekendBerichttype, match=r"gaat over versie 3\.0 en 3\.1, niet over '3\.2'"):
        draaiboek.oordeel("WMO305", "3.2", M30_17)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(
        NaiefTijdstip, match=r"2022-03-30 17:00:00 heeft geen tijdzone.*\n.*tzinfo=ZoneInfo\('Europe/Amsterdam'\)"
    ):
        laad("iwmo-3.1").oordeel("WMO305", "3.0", datetime(2022, 3, 30, 17))
