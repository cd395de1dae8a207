"""What a run keeps: its settings, the one clock, and the makers of messages."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pytest_draaiboek.berichten import Berichten, Gegevens
from pytest_draaiboek.draaiboeken import Draaiboek, controleer_rol, verzendplicht
from pytest_draaiboek.fouten import DraaiboekFout, OngeldigeInstelling
from pytest_draaiboek.klok import Klok, Motor, kies_motor
from pytest_draaiboek.sessie.instellingen import KALENDER, TECHNIEK, Instellingen
from pytest_draaiboek.systemen import Systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.doel import (
    adressen,
    controleer_voorbeeld,
    is_op_afstand,
    maak_systeem,
    vaste_adressen,
    vind_doel,
)
from pytest_draaiboek.toetsing.geval import Geval, gevallen
from pytest_draaiboek.toetsing.keuring import eis_toetsbaar
from pytest_draaiboek.toetsing.techniek import Techniekgeval, techniekgevallen


class Staat:
    """The state of a run, in ``config.stash[STAAT]``.

    Args:
        instellingen: what the user asked for.
        map_: where the user stands.

    """

    def __init__(self, instellingen: Instellingen, map_: Path) -> None:
        self.instellingen = instellingen
        self.map = map_
        self.motor: Motor = kies_motor(instellingen.motor)
        self.verzendplicht = verzendplicht(instellingen.draaiboeken)
        """Every role that a system can be judged in, and whether it must be able to send in it."""
        self.gekozen: list[str] = []
        self.ankers: set[str] = set()
        self.rollen: dict[str, str] = {}
        self._gevallen: dict[tuple[str, str], dict[str, Geval | Techniekgeval]] = {}
        self._klokken: dict[str, Klok] = {}
        self._berichten: dict[tuple[str, Gegevens], Berichten] = {}
        self._systemen: dict[int, Systeem] = {}
        self._mislukt: dict[int, DraaiboekFout] = {}
        self._rol_van_doel: str | None = None
        self._van_een_ander = False
        self.klok_van_systeem = ""

    def controleer(self, *, verdeelt: bool, rol: str | None = None) -> None:
        """Find out before anything runs what cannot be right: a check or a target that does not exist, a system that does not answer.

        Args:
            verdeelt: whether the work is handed out to workers of pytest-xdist.
            rol: on such a worker, the role of a system elsewhere: whoever hands out the work has asked it.

        """
        for draaiboek in self.instellingen.draaiboeken:
            for een in draaiboek.toetsrollen:
                gevallen(draaiboek, een)
            eis_toetsbaar(draaiboek)
        self._vraag_rol(verdeelt=verdeelt, rol=rol)
        if self._rol_van_doel:
            controleer_rol(self._rol_van_doel, self.instellingen.draaiboeken)

    def _vraag_rol(self, *, verdeelt: bool, rol: str | None) -> None:
        """Know the role of the target, as far as that can be known before anything runs."""
        doel = self.instellingen.systeem
        if not doel:
            return
        if not is_op_afstand(doel):
            controleer_voorbeeld(doel, (draaiboek.standaard for draaiboek in self.instellingen.draaiboeken))
            self._rol_van_doel = rol_van(vind_doel(doel, self.map))
            return
        gedeeld = bool(vaste_adressen(doel))
        if rol:
            self._rol_van_doel = rol
            # Behind a fixed address there is one system, started and ended by whoever hands out the work.
            self._van_een_ander = gedeeld
            return
        rollen = {str(self.systeem_op(nr).rol) for nr in range(max(1, len(adressen(doel))) if verdeelt else 1)}
        if len(rollen) > 1:
            raise OngeldigeInstelling(
                f"De systemen op {doel} hebben niet dezelfde rol: {', '.join(sorted(rollen))}. Noem adressen van hetzelfde systeem."
            )
        (self._rol_van_doel,) = rollen
        self.klok_van_systeem = getattr(self.systeem, "klok_beschrijving", "")
        if verdeelt and not gedeeld:
            # The workers have one each; this one was only asked who it is.
            self._sluit_systemen()

    @property
    def vaste_rol(self) -> str | None:
        """The role, as far as the options tell: given outright, or by the target."""
        return self.instellingen.rol or self._rol_van_doel

    @property
    def systeem(self) -> Systeem:
        """The system that the options name, made once; of several addresses the first."""
        return self.systeem_op(0)

    def systeem_op(self, nr: int) -> Systeem:
        """Return the system at one of the addresses that the options name, made once; whoever asks again after a failure gets the same one."""
        if nr in self._mislukt:
            raise self._mislukt[nr]
        if nr not in self._systemen:
            doel = self.instellingen.systeem
            if doel is None:
                pytest.fail(GEEN_SYSTEEM, pytrace=False)
            verbinding = self.instellingen.verbinding
            if self._van_een_ander:
                verbinding = replace(verbinding, start="")
            try:
                self._systemen[nr] = maak_systeem(
                    (adressen(doel) or (doel,))[nr], self.map, self.verzendplicht, verbinding
                )
            except DraaiboekFout as fout:
                self._mislukt[nr] = fout
                raise
        return self._systemen[nr]

    def is_gemaakt(self, systeem: object) -> bool:
        """Whether this is a system that the options name: such a one is closed here, and nowhere else."""
        return any(systeem is eigen for eigen in self._systemen.values())

    def gevallen_voor(self, draaiboek: Draaiboek, rol: str) -> dict[str, Geval | Techniekgeval]:
        """Return by name the cases that a role should go through, of the parts that are asked for."""
        sleutel = (draaiboek.naam, rol)
        if sleutel not in self._gevallen:
            onderdelen: tuple[tuple[str, Callable[[Draaiboek, str], Sequence[Geval | Techniekgeval]]], ...] = (
                (KALENDER, gevallen),
                (TECHNIEK, techniekgevallen),
            )
            self._gevallen[sleutel] = {
                geval.naam: geval
                for onderdeel, vind in onderdelen
                if onderdeel in self.instellingen.onderdelen
                for geval in vind(draaiboek, rol)
            }
        return self._gevallen[sleutel]

    def klok(self, draaiboek: Draaiboek) -> Klok:
        """Return the clock, with the milestones of a draaiboek; every Klok of a run moves the same one."""
        if draaiboek.naam not in self._klokken:
            momenten = {nr: mijlpaal.moment for nr, mijlpaal in draaiboek.mijlpalen.items()}
            self._klokken[draaiboek.naam] = Klok(self.motor, momenten)
        return self._klokken[draaiboek.naam]

    def berichten(self, draaiboek: Draaiboek, gegevens: Gegevens) -> Berichten:
        """Return the maker of messages for a draaiboek: dated by the frozen clock, in the version then in force."""
        sleutel = (draaiboek.naam, gegevens)
        if sleutel not in self._berichten:
            klok = self.klok(draaiboek)
            self._berichten[sleutel] = Berichten(
                gegevens=gegevens.beperkt_tot(draaiboek.standaard),
                versie=lambda: draaiboek.naar if klok.nu >= draaiboek.live.moment else draaiboek.van,
                zaad=self.instellingen.zaad,
                vandaag=klok.vandaag,
            )
        return self._berichten[sleutel]

    def sluit(self) -> None:
        """End: real time again, and the system that the options named is closed."""
        self.motor.stop()
        self._sluit_systemen()

    def _sluit_systemen(self) -> None:
        while self._systemen:
            _, systeem = self._systemen.popitem()
            if self._van_een_ander and isinstance(systeem, SysteemOpAfstand):
                systeem.hang_op()
            else:
                systeem.sluit()


def rol_van(wat: Any) -> str | None:
    """Return the role that a class, function or object makes known before it is called."""
    if not isinstance(wat, type) and callable(wat):
        wat = getattr(wat, "__annotations__", {}).get("return")
    rol = getattr(wat, "rol", None)
    return str(rol) if isinstance(rol, str) else None


GEEN_SYSTEEM = (
    "Er is geen systeem om te toetsen.\n"
    "Wat te doen: schrijf in tests/conftest.py een fixture draaiboek_systeem die uw Systeem teruggeeft,\n"
    "of geef --draaiboek-systeem=module:naam, of probeer het uit met --draaiboek-systeem=voorbeeld:aanbieder."
)

STAAT = pytest.StashKey[Staat]()
