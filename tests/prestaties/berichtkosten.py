"""What messages cost: reading them against lxml's own, their rules against their schema and against libxslt, and memory of a long row."""

import tracemalloc
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from regelblad_xslt import MANIEREN, Manier, regelblad_xslt
from zij_aan_zij import meld, meld_rij, verhouding

from pytest_draaiboek.berichten import Bericht, Berichten
from pytest_draaiboek.standaarden import Release, laad_standaard

VERSIE = "3.1"
PER_TYPE = 25
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class Stapel:
    """Messages of one type, made once, and what can be done with all of them.

    Args:
        release: of the messages.
        berichttype: in full.

    """

    release: Release
    berichttype: str

    @cached_property
    def berichten(self) -> list[Bericht]:
        fabriek = Berichten()
        return [fabriek.maak(self.berichttype, self.release.versie, zaad=zaad) for zaad in range(PER_TYPE)]

    @cached_property
    def xmls(self) -> list[bytes]:
        return [bericht.xml for bericht in self.berichten]

    @cached_property
    def wortels(self) -> list[etree._Element]:
        return [bericht.root for bericht in self.berichten]

    def lees_met_schema(self) -> None:
        schema = self.release.schema(self.berichttype)
        for xml in self.xmls:
            assert schema.validate(Bericht.lees(xml).root)

    def lees_met_schema_zoals_lxml(self) -> None:
        schema = self.release.schema(self.berichttype)
        for xml in self.xmls:
            assert schema.validate(etree.fromstring(xml, _PARSER))

    def schema(self) -> None:
        schema = self.release.schema(self.berichttype)
        for wortel in self.wortels:
            assert schema.validate(wortel)

    def regels(self) -> None:
        blad = self.release.regelblad(self.berichttype)
        for wortel in self.wortels:
            assert not blad.toets(wortel)

    def regels_door_libxslt(self, blad: etree.XSLT) -> None:
        for wortel in self.wortels:
            assert not len(blad(wortel).getroot())

    def libxslt_tegen_regels(self, manier: Manier) -> float:
        """Return how many times as long libxslt takes as we do."""
        blad = etree.XSLT(regelblad_xslt(self.release, self.berichttype, manier))
        return verhouding(lambda: self.regels_door_libxslt(blad), self.regels)


def alle_stapels() -> dict[str, Stapel]:
    """Return messages of every type of both standards, by type."""
    releases = [laad_standaard(naam).release(VERSIE) for naam in ("iwmo", "ijw")]
    return {type_: Stapel(release, type_) for release in releases for type_ in release.berichttypen}


def per_type() -> None:
    """Print for each type: reading with schema, and all rules."""
    stapels = alle_stapels()
    lezen = {t: verhouding(s.lees_met_schema, s.lees_met_schema_zoals_lxml) for t, s in stapels.items()}
    meld_rij("lezen met schema / lxml", lezen, "≤ 1,15", lambda keer: keer <= 1.15)
    regels = {t: verhouding(s.regels, s.schema) for t, s in stapels.items()}
    meld_rij("alle regels / het schema", regels, "≤ 2", lambda keer: keer <= 2)
    for manier in MANIEREN:
        libxslt = {t: s.libxslt_tegen_regels(manier) for t, s in stapels.items()}
        meld_rij(f"libxslt met een regelblad in {manier} / alle regels", libxslt, "≥ 10", lambda keer: keer >= 10)


def reeks() -> None:
    """Print the memory that a long row takes against a short one."""
    # What is made once and kept belongs to neither.
    for _ in Berichten().reeks("WMO305", 1_000):
        pass
    pieken = []
    for aantal in (1_000, 10_000):
        tracemalloc.start()
        for _ in Berichten().reeks("WMO305", aantal):
            pass
        pieken.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    meld("reeks: geheugen bij 10.000 / bij 1.000", pieken[1] / pieken[0], "ongeveer 1")


def meet_berichten() -> None:
    """Print all of it, for the newest release of the calendars."""
    per_type()
    reeks()
