"""The course of the tests: the clock frozen and let go, the system emptied, and what each test tells kept on its report."""

from collections.abc import Generator

import pytest

from pytest_draaiboek.fouten import DraaiboekFout
from pytest_draaiboek.klok import lees_duur
from pytest_draaiboek.rapport.melding import BEWIJSVELD, GEVALVELD, Bewijsmelding, Gevalmelding, naar_gegevens
from pytest_draaiboek.sessie.beproeven import MELDING
from pytest_draaiboek.sessie.staat import STAAT
from pytest_draaiboek.sessie.verzameling import GEVAL, anker_van, is_geval
from pytest_draaiboek.toetsing.asserties import HUIDIG, OFFICIEEL
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort

KLOK = "draaiboek_klok"
UITKOMST = {"passed": "geslaagd", "failed": "gefaald", "skipped": "overgeslagen"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """See to it that a test that is marked with a milestone has the clock, and that a marked eis exists."""
    if item.get_closest_marker("mijlpaal") and isinstance(item, pytest.Function):
        item.fixturenames += [naam for naam in ("draaiboek", KLOK) if naam not in item.fixturenames]
    for mark in item.iter_markers("eis"):
        _controleer_eis(item, mark)


def _controleer_eis(item: pytest.Item, mark: pytest.Mark) -> None:
    draaiboeken = item.config.stash[STAAT].instellingen.draaiboeken
    if not mark.args:
        raise pytest.UsageError(
            f"{item.nodeid}: @pytest.mark.eis noemt geen eis. Schrijf bijvoorbeeld @pytest.mark.eis('3.1.2')."
        )
    for eis in mark.args:
        if not any(eis in draaiboek.eisen for draaiboek in draaiboeken):
            try:
                draaiboeken[0].eis(eis)
            except DraaiboekFout as fout:
                raise pytest.UsageError(f"{item.nodeid}: @pytest.mark.eis({eis!r}): {fout}") from fout


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Freeze at the marked milestone, and give a test of the user's own an empty system."""
    argumenten = getattr(item, "funcargs", {})
    OFFICIEEL.set(item.config.stash[STAAT].instellingen.officieel)
    if KLOK in argumenten:
        HUIDIG.set((argumenten["draaiboek"], argumenten[KLOK]))
    mark = item.get_closest_marker("mijlpaal")
    if mark:
        klok = argumenten[KLOK]
        klok.op(mark.args[0])
        klok.schuif(lees_duur(mark.kwargs.get("verschuiving", "0s")))
    if "draaiboek_systeem" in argumenten and not is_geval(item):
        argumenten["draaiboek_systeem"].reset()
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Let the clock go; take it apart altogether when the next test does without."""
    motor = item.config.stash[STAAT].motor
    if nextitem is None or KLOK not in getattr(nextitem, "fixturenames", ()):
        motor.stop()
    else:
        motor.laat_los()
    HUIDIG.set(None)
    OFFICIEEL.set(None)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Close the user's system when its fixture ends."""
    waarde = yield
    if fixturedef.argname == "draaiboek_systeem" and not request.config.stash[STAAT].is_gemaakt(waarde):
        sluit = getattr(waarde, "sluit", None)
        if callable(sluit):
            fixturedef.addfinalizer(sluit)
    return waarde


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put on the report what the case or the user's own evidence came to."""
    report = yield
    if is_geval(item):
        if report.when == "call" or report.outcome != "passed":
            vars(report)[GEVALVELD] = naar_gegevens(_melding(item, report))
    elif report.when == "call" or (report.when == "setup" and report.outcome != "passed"):
        eisen = [eis for mark in item.iter_markers("eis") for eis in mark.args]
        if eisen:
            item_draaiboek = getattr(item, "funcargs", {}).get("draaiboek")
            draaiboeken = item.config.stash[STAAT].instellingen.draaiboeken
            namen = [d.naam for d in draaiboeken if item_draaiboek in (None, d)]
            melding = Bewijsmelding(
                draaiboeken=namen, eisen=eisen, nodeid=item.nodeid, uitkomst=_uitkomst(report), reden=_reden(report)
            )
            vars(report)[BEWIJSVELD] = naar_gegevens(melding)
    return report


def _uitkomst(report: pytest.TestReport) -> str:
    if hasattr(report, "wasxfail"):
        # Expected to fail is no evidence of anything but that it fails.
        return UITKOMST["failed"] if report.outcome == "skipped" else UITKOMST["skipped"]
    return UITKOMST[report.outcome]


def _reden(report: pytest.TestReport) -> str:
    if report.outcome == "passed":
        return ""
    if hasattr(report, "wasxfail"):
        return report.wasxfail or "xfail"
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2]
    regels = report.longreprtext.strip().splitlines()
    fouten = [regel.removeprefix("E").strip() for regel in regels if regel.startswith("E ")]
    return (fouten or regels or ["zonder reden"])[0]


def _melding(item: pytest.Item, report: pytest.TestReport) -> Gevalmelding:
    """Return what the case came to; when the test broke off before that, say so: that is never a pass."""
    melding = item.stash.get(MELDING, None)
    if melding is not None and report.when == "call":
        return melding
    geval = item.stash[GEVAL]
    return Gevalmelding(
        onderdeel=geval.onderdeel,
        draaiboek=geval.draaiboek.naam,
        anker=anker_van(item),
        rol=melding.rol if melding else "",
        systeem=melding.systeem if melding else "",
        systeemversie=melding.systeemversie if melding else "",
        eis=geval.sleutel,
        berichttype=geval.berichttype,
        versie=geval.versie,
        soort=str(Bevindingsoort.NIET_GETOETST),
        reden=f"de test brak af ({report.when}): {_reden(report)}",
    )
