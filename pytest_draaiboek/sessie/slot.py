"""The end of a run, on the controller: what every test told is gathered, the verdict follows, and the exit status with it."""

import platform
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

import pytest

from pytest_draaiboek.berichten.officieel import Officieel
from pytest_draaiboek.draaiboeken import Draaiboek, controleer_rol
from pytest_draaiboek.fouten import DraaiboekFout
from pytest_draaiboek.leesbaar import leesbaar
from pytest_draaiboek.rapport import aanzichten, bestand, terminal
from pytest_draaiboek.rapport.badge import markdown
from pytest_draaiboek.rapport.melding import BEWIJSVELD, GEVALVELD, Bewijsmelding, Gevalmelding, lees_bewijs, lees_geval
from pytest_draaiboek.rapport.resultaat import (
    Draaiboekresultaat,
    Eindoordeel,
    Instellingen,
    OfficieelBestand,
    Omgeving,
    Resultaat,
    Schemagegevens,
    Slotregel,
    Systeemgegevens,
    Techniekoordeel,
)
from pytest_draaiboek.rapport.techniek import Verwachtgeval, stel_techniek_vast
from pytest_draaiboek.rapport.vaststelling import stel_vast
from pytest_draaiboek.sessie.instellingen import KALENDER, TECHNIEK
from pytest_draaiboek.sessie.staat import GEEN_SYSTEEM, Staat
from pytest_draaiboek.standaarden import Standaard, laad_standaard
from pytest_draaiboek.standaarden.regelvertalingen import regelvertalingen
from pytest_draaiboek.toetsing.techniek import Techniekgeval

VAN_DE_KIT = "schema's en regels van pytest-draaiboek zelf"
VAN_HET_DRAAIBOEK = "schema's van het draaiboek"


class Slot:
    """Gathers reports and closes the run.

    Args:
        config: of the run.
        staat: its state.

    """

    def __init__(self, config: pytest.Config, staat: Staat) -> None:
        self.config = config
        self.staat = staat
        self.begonnen = datetime.now(UTC)
        self.meldingen: list[Gevalmelding] = []
        self.bewijs: list[Bewijsmelding] = []
        self.uitkomsten: list[Draaiboekresultaat] = []
        self.opmerkingen: list[str] = []
        """What else there is to know, a line each; left out with -qq."""
        self.gebreken: list[str] = []
        """What went wrong at the end, with what to do; always shown."""

    def pytest_sessionstart(self) -> None:
        """Leave nothing of an earlier run where this one's result is to be."""
        rapport = self.staat.instellingen.rapport
        if rapport and not self.config.option.collectonly:
            try:
                aanzichten.verwijder(rapport)
            except DraaiboekFout as fout:
                raise pytest.UsageError(str(fout)) from fout

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take from a report what its case or evidence came to; a later word on the same case replaces the earlier."""
        if gegevens := vars(report).get(GEVALVELD):
            self.meldingen.append(lees_geval(gegevens))
        if gegevens := vars(report).get(BEWIJSVELD):
            self.bewijs.append(lees_bewijs(gegevens))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Come to the verdict, set the exit status by it, and write the result."""
        # Whoever breaks a run off does so in the middle of a case, with the clock still frozen.
        self.staat.motor.stop()
        if self.config.option.collectonly or self._alleen_eigen_tests():
            return
        if exitstatus in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR) and not self.meldingen:
            return
        systemen = [self._systeem(anker) for anker in sorted({m.anker for m in self.meldingen} | self.staat.ankers)]
        try:
            for rol in dict.fromkeys(systeem.rol for systeem in systemen if systeem.rol):
                # Only the first case may have told: a draaiboek that cannot judge a system must never seem to have passed it.
                controleer_rol(rol, self.staat.instellingen.draaiboeken)
        except DraaiboekFout as fout:
            self.gebreken.append(str(fout))
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
            return
        for draaiboek in self.staat.instellingen.draaiboeken:
            # Of a system that could not be made nobody knows the role; what went wrong has been said.
            self.uitkomsten += [self._een_systeem(draaiboek, systeem) for systeem in systemen if systeem.rol]
        if not self.uitkomsten:
            self.gebreken.append(GEEN_SYSTEEM)
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
            return
        onvolledig = any(
            uitkomst.eindoordeel is Eindoordeel.ONVOLLEDIG
            or (uitkomst.techniek and uitkomst.techniek.oordeel is Techniekoordeel.ONVOLLEDIG)
            for uitkomst in self.uitkomsten
        )
        if exitstatus == pytest.ExitCode.OK and onvolledig:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        self._schrijf(session)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the verdict, and as much of what it rests on as -q and -v ask for."""
        if not (self.uitkomsten or self.opmerkingen or self.gebreken):
            return
        uitvoerig = terminalreporter.verbosity
        if uitvoerig >= -1:
            terminalreporter.section("draaiboek (zelftoets)")
        for nr, uitkomst in enumerate(self.uitkomsten):
            if nr and uitvoerig >= -1:
                terminalreporter.line("")
            marge = int(self.staat.instellingen.marge.total_seconds())
            for regel, kleur in terminal.regels(uitkomst, terminalreporter._tw.fullwidth, marge, uitvoerig):
                terminalreporter.line(regel, **({kleur: True} if kleur else {}))
        if uitvoerig >= -1:
            for opmerking in (*self._officieel(), *self.opmerkingen):
                terminalreporter.line(leesbaar(opmerking))
        for gebrek in self.gebreken:
            terminalreporter.line(leesbaar(gebrek), red=True)

    def _officieel(self) -> list[str]:
        officieel, draaiboeken = self.staat.instellingen.officieel, self.staat.instellingen.draaiboeken
        return officieel.verantwoording([soort for d in draaiboeken for soort in soorten_van(d)]) if officieel else []

    def _alleen_eigen_tests(self) -> bool:
        return self.staat.instellingen.alleen_fixtures and not self.meldingen

    def _systeem(self, anker: str) -> Systeemgegevens:
        gezien = next((m for m in self.meldingen if m.anker == anker and m.rol), None)
        return Systeemgegevens(
            rol=gezien.rol if gezien else self.staat.vaste_rol or self.staat.rollen.get(anker, ""),
            naam=gezien.systeem if gezien else "",
            versie=gezien.systeemversie if gezien else "",
            anker=anker,
        )

    def _een_systeem(self, draaiboek: Draaiboek, systeem: Systeemgegevens) -> Draaiboekresultaat:
        instellingen = self.staat.instellingen
        alle = self.staat.gevallen_voor(draaiboek, systeem.rol).values()
        meldingen = [m for m in self.meldingen if m.draaiboek == draaiboek.naam and m.anker == systeem.anker]
        techniek = None
        if TECHNIEK in instellingen.onderdelen:
            techniek = stel_techniek_vast(
                [_verwacht(geval) for geval in alle if isinstance(geval, Techniekgeval)],
                [m for m in meldingen if m.onderdeel == TECHNIEK],
                geeft_door=draaiboek.rollen[systeem.rol].geeft_door,
            )
        return stel_vast(
            draaiboek,
            replace(
                systeem,
                verzendt=list(draaiboek.verzendt(systeem.rol)),
                ontvangt=list(draaiboek.ontvangt(systeem.rol)),
                rolnaam=draaiboek.rollen[systeem.rol].naam,
            ),
            [(geval.sleutel, geval.berichttype) for geval in alle if geval.onderdeel == KALENDER],
            [m for m in meldingen if m.onderdeel == KALENDER],
            [b for b in self.bewijs if draaiboek.naam in b.draaiboeken],
            schemas=_schemas(draaiboek, instellingen.officieel),
            streng=instellingen.streng,
            gevraagd=KALENDER in instellingen.onderdelen,
            techniek=techniek,
        )

    def _schrijf(self, session: pytest.Session) -> None:
        instellingen = self.staat.instellingen
        if instellingen.rapport is None:
            return
        resultaat = Resultaat(
            formaat=1,
            soort="pytest-draaiboek resultaat",
            waarde="zelftoets",
            begonnen=self.begonnen,
            omgeving=Omgeving(
                kit=version("pytest-draaiboek"),
                python=platform.python_version(),
                platform=platform.platform(),
                pytest=version("pytest"),
            ),
            instellingen=Instellingen(
                onderdelen=list(instellingen.onderdelen),
                zaad=instellingen.zaad,
                streng=instellingen.streng,
                marge_seconden=int(instellingen.marge.total_seconds()),
                klok=" ".join(deel for deel in (instellingen.klok, self.staat.klok_van_systeem) if deel),
                taal=instellingen.taal,
            ),
            draaiboeken=self.uitkomsten,
            berichten={sleutel: bericht for m in self.meldingen for sleutel, bericht in m.berichten.items()},
            slot=Slotregel(status="compleet", exitstatus=int(session.exitstatus), geeindigd=datetime.now(UTC)),
        )
        try:
            self.opmerkingen.append(f"Resultaat: {bestand.schrijf(resultaat, instellingen.rapport)}")
            for naam, inhoud in aanzichten.maak(resultaat).items():
                bestand.schrijf_bestand(instellingen.rapport / naam, inhoud)
        except DraaiboekFout as fout:
            self.gebreken.append(str(fout))
            # Who asked for a result and has none must not take the run for a good one.
            if session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED
            return
        self.opmerkingen.append(f"Rapport: {instellingen.rapport / aanzichten.RAPPORTNAAM}")
        self.opmerkingen += ["Badge, om in een README te plakken:", *markdown(resultaat)]


def _verwacht(geval: Techniekgeval) -> Verwachtgeval:
    regel = geval.voorschrift
    return Verwachtgeval(
        code=regel.code,
        retourcode=regel.retourcode,
        tekst=regel.tekst,
        berichttype=geval.berichttype,
        versie=geval.versie,
    )


def _schemas(draaiboek: Draaiboek, officieel: Officieel | None) -> Schemagegevens:
    standaard = laad_standaard(draaiboek.standaard)
    soorten = soorten_van(draaiboek)
    return Schemagegevens(
        standaard=draaiboek.standaard,
        herkomst=_herkomst(standaard),
        sha256=standaard.sha256,
        opmerkingen=list(_opmerkingen(standaard, {berichttype for berichttype, _ in draaiboek.stroken})),
        officieel=[
            OfficieelBestand(soort=een.soort, naam=een.naam, sha256=een.sha256, waarvoor=list(een.waarvoor))
            for een in (officieel.bestanden_voor(soorten) if officieel else ())
        ],
        niet_gebruikt=officieel.niet_gebruikt(soorten) if officieel else [],
        vertalingen=regelvertalingen(draaiboek.standaard),
    )


def _herkomst(standaard: Standaard) -> str:
    if not standaard.eigen_schemas:
        return VAN_DE_KIT
    # A standard that is wholly new has none of the kit's types.
    van_de_kit = any(not soort.eigen for soort in standaard.berichtsoorten.values())
    return f"{VAN_HET_DRAAIBOEK}, en {VAN_DE_KIT}" if van_de_kit else VAN_HET_DRAAIBOEK


def _opmerkingen(standaard: Standaard, van_draaiboek: Collection[str]) -> Iterator[str]:
    """Yield what holds of some messages of a draaiboek only: how much of them is known, and by whose schema they are judged."""
    soorten = [soort for soort in standaard.berichtsoorten.values() if soort.berichttype in van_draaiboek]
    eigen = {berichttype for _, berichttype in standaard.eigen_schemas}
    for tekst, typen in (
        ("alleen de kop (Header) is bekend", [soort.berichttype for soort in soorten if soort.alleen_kop]),
        (
            "naar het schema van het draaiboek",
            [s.berichttype for s in soorten if s.berichttype in eigen and not s.eigen],
        ),
        ("naar het schema van het draaiboek, zonder verdere regels", [s.berichttype for s in soorten if s.eigen]),
    ):
        if typen:
            yield f"{', '.join(typen)}: {tekst}"


def soorten_van(draaiboek: Draaiboek) -> list[tuple[str, str, str]]:
    """Return standard, version and type of every message that a draaiboek is about and that the kit knows."""
    releases = laad_standaard(draaiboek.standaard).releases
    return [
        (draaiboek.standaard, versie, berichttype)
        for berichttype, versie in draaiboek.stroken
        if versie in releases and berichttype in releases[versie].berichttypen
    ]
