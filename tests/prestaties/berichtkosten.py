"""What messages cost: reading and checking them against lxml's own, their rules against their schema, and memory of a long row."""

import statistics
import time
import tracemalloc
from collections.abc import Callable

from lxml import etree

from pytest_draaiboek.berichten import Bericht, Berichten
from pytest_draaiboek.standaarden import laad_standaard

RONDES = 25
PER_TYPE = 30


def verhouding(wat: Callable[[], object], maatstaf: Callable[[], object]) -> float:
    """Return how many times as long something takes as something else: the median over rounds by turns."""
    gemeten = []
    for _ in range(RONDES):
        begin = time.perf_counter()
        wat()
        midden = time.perf_counter()
        maatstaf()
        gemeten.append((midden - begin) / (time.perf_counter() - midden))
    return statistics.median(gemeten)


def per_type(standaard: str, versie: str) -> None:
    """Print for each type: reading with schema, and all rules."""
    release = laad_standaard(standaard).release(versie)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for type_ in release.berichttypen:
        schema, blad = release.schema(type_), release.regelblad(type_)
        berichten = [Berichten().maak(type_, versie, zaad=zaad) for zaad in range(PER_TYPE)]
        xmls, wortels = [bericht.xml for bericht in berichten], [bericht.root for bericht in berichten]
        assert not any(blad.toets_precies(wortel) for wortel in wortels)
        lezen = verhouding(
            lambda s=schema, x=xmls: [s.validate(Bericht.lees(xml).root) for xml in x],  # type: ignore[misc]
            lambda s=schema, x=xmls: [s.validate(etree.fromstring(xml, parser)) for xml in x],  # type: ignore[misc]
        )
        regels = verhouding(
            lambda b=blad, w=wortels: [b.toets(wortel) for wortel in w],  # type: ignore[misc]
            lambda s=schema, w=wortels: [s.validate(wortel) for wortel in w],  # type: ignore[misc]
        )
        print(
            f"{type_} {versie}: lezen met schema / lxml {lezen:.3f} (doel ≤ 1,15); regels / schema {regels:.3f} (doel ≤ 2)",
            flush=True,
        )


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
    print(f"reeks: geheugen bij 10.000 / bij 1.000: {pieken[1] / pieken[0]:.3f} (doel ongeveer 1)", flush=True)


def meet_berichten() -> None:
    """Print all of it, for the newest release of the calendars."""
    per_type("iwmo", "3.1")
    per_type("ijw", "3.1")
    reeks()
