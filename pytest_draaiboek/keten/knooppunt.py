"""A simulated hub in this process, for a supplier's own tests: it passes on or refuses by the calendar of the frozen moment."""

from dataclasses import dataclass
from datetime import datetime

from pytest_draaiboek.berichten import Bericht, fouten_in
from pytest_draaiboek.berichten.officieel import Officieel
from pytest_draaiboek.draaiboeken import Draaiboek, Oordeel
from pytest_draaiboek.fouten import OnbekendBerichttype
from pytest_draaiboek.klok import Klok

# Fault codes of our own, since the chain publishes none for a stop of this kind; the words say the same to a reader.
GESTOPT = "DB-STOP"
VERSIE_ONBEKEND = "DB-VERSIE"
ONGELDIG = "DB-XSD"
DUBBEL = "DB-DUBBEL"


@dataclass(frozen=True, slots=True)
class Afgifte:
    """What the hub did with one submission.

    Args:
        moment: when it was submitted, aware.
        bericht: what was submitted.
        doorgegeven: whether it goes on to the addressee.
        code: fault code; empty when it goes on.
        melding: the fault in Dutch; empty when it goes on.
        oordeel: what the calendar said; None for a type or version the draaiboek does not know.

    """

    moment: datetime
    bericht: Bericht
    doorgegeven: bool
    code: str = ""
    melding: str = ""
    oordeel: Oordeel | None = None


class Knooppunt:
    """Passes on what the calendar lets through; remembers everything.

    Args:
        draaiboek: the calendar.
        klok: the clock that tells the moment of a submission.
        officieel: official files that have their say on what is submitted; None for none.

    """

    def __init__(self, draaiboek: Draaiboek, klok: Klok, officieel: Officieel | None = None) -> None:
        self.draaiboek = draaiboek
        self.klok = klok
        self.officieel = officieel
        self._gezien: list[Afgifte] = []
        self._postvakken: dict[str, list[Bericht]] = {}

    @property
    def gezien(self) -> tuple[Afgifte, ...]:
        """Every submission so far, in order, refused ones included."""
        return tuple(self._gezien)

    def dien_in(self, bericht: Bericht | bytes | str) -> Afgifte:
        """Submit a message.

        Args:
            bericht: a `Bericht`, or its bytes or text.

        Raises:
            OngeldigBericht: for bytes that are no readable message.

        """
        if not isinstance(bericht, Bericht):
            bericht = Bericht.lees(bericht)
        afgifte = self._beoordeel(bericht)
        self._gezien.append(afgifte)
        if afgifte.doorgegeven:
            self._postvakken.setdefault(bericht.geadresseerde, []).append(bericht)
        return afgifte

    def haal_op(self, partij: str) -> tuple[Bericht, ...]:
        """Collect what waits for a party (gemeentecode or AGB-code), oldest first; it waits no longer."""
        return tuple(self._postvakken.pop(partij, ()))

    def wacht(self, partij: str) -> int:
        """Return how many messages wait for a party."""
        return len(self._postvakken.get(partij, ()))

    def _beoordeel(self, bericht: Bericht) -> Afgifte:
        nu = self.klok.nu
        try:
            oordeel = self.draaiboek.oordeel(bericht.berichttype, bericht.versie, nu)
        except OnbekendBerichttype as fout:
            return Afgifte(nu, bericht, False, VERSIE_ONBEKEND, str(fout))
        if not oordeel.mag:
            return Afgifte(
                nu,
                bericht,
                False,
                GESTOPT,
                f"Een {bericht.berichttype} in versie {bericht.versie} wordt op {nu:%d-%m-%Y %H:%M:%S} niet doorgegeven "
                f"({self.draaiboek.fase(nu)}, {oordeel}).",
                oordeel,
            )
        if fouten := fouten_in(bericht, self.officieel):
            return Afgifte(nu, bericht, False, ONGELDIG, f"Het bericht is niet geldig: {fouten[0]}", oordeel)
        sleutel = _sleutel(bericht)
        if any(_sleutel(eerder.bericht) == sleutel for eerder in self._gezien if eerder.doorgegeven):
            return Afgifte(
                nu,
                bericht,
                False,
                DUBBEL,
                f"Een {bericht.berichttype} met identificatie {bericht.eigen_identificatie} is al ingediend.",
                oordeel,
            )
        return Afgifte(nu, bericht, True, oordeel=oordeel)


def _sleutel(bericht: Bericht) -> tuple[str, str, str]:
    return bericht.berichttype, bericht.afzender, bericht.eigen_identificatie
