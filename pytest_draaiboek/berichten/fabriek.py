"""Makes messages: by the schema, varied, and the same for the same seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import Any

from pytest_draaiboek.berichten.antwoorden import retour_inhoud, retourtype_van
from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.breken import breek, breekbare_regels, nooit_alleen
from pytest_draaiboek.berichten.casussen import alle_casussen, lees_casus, speel
from pytest_draaiboek.berichten.dossier import Dossier
from pytest_draaiboek.berichten.gegevens import Gegevens
from pytest_draaiboek.berichten.opstellen import schrijf, standaard_van, stel_op
from pytest_draaiboek.berichten.recept import Recept, recept
from pytest_draaiboek.berichten.schikking.schikker import dag
from pytest_draaiboek.fouten import NaiefTijdstip, OngeldigeInstelling
from pytest_draaiboek.klok import ZONE

# Without a clock the messages are dated on a day of their own: the same seed gives the same bytes on every day too.
ZONDER_KLOK = date(2022, 3, 1)
BREEKPOGINGEN = 100


class Berichten:
    """A factory of messages, of every standard that the kit knows.

    Args:
        gegevens: the codes to stay within; default: fictitious ones.
        versie: the version to make, or what tells it when it is needed; default: the newest in which the type exists.
        zaad: the seed.
        vandaag: tells the day that messages are dated, or an aware moment on that day in the Netherlands; default: one fixed day.

    """

    def __init__(
        self,
        *,
        gegevens: Gegevens | None = None,
        versie: str | Callable[[], str] | None = None,
        zaad: int = 0,
        vandaag: Callable[[], date] = lambda: ZONDER_KLOK,
    ) -> None:
        self.gegevens = gegevens or Gegevens.fictief()
        self.zaad = zaad
        self._versie = versie
        self._vandaag = vandaag
        self._recepten: dict[tuple[str, str], Recept] = {}

    def maak(self, berichttype: str, versie: str | None = None, *, zaad: int | None = None, **inhoud: Any) -> Bericht:
        """Make a message.

        Args:
            berichttype: in full ("WMO305").
            versie: of the release ("3.1"); default: that of the factory.
            zaad: the seed; default: that of the factory.
            **inhoud: values by element name, which stand as they are given. A part of the message (``Client={...}``) is merged into what is
                made; any other element is set wherever it occurs (``Begindatum="2022-04-01"``); None leaves it out.

        Raises:
            OnbekendBerichttype: for a type that does not exist in that version.
            OnbekendeRelease: for a version the kit has no schemas of.
            OnbekendElement: for an element that this message does not have.
            OngeldigeInstelling: when the codes hold no product of the standard.

        """
        zo = self._recept(berichttype, versie)
        vandaag = (_dagtekening(inhoud) if inhoud else None) or self._dag_nu()
        gemaakt = zo.maak(self.zaad if zaad is None else zaad, vandaag, inhoud)
        return schrijf(berichttype, zo.versie, gemaakt)

    def retour(self, heen: Bericht, *, retourcodes: Sequence[str] = (), versie: str | None = None) -> Bericht:
        """Make the answer to a message.

        Args:
            heen: what is answered.
            retourcodes: why it is rejected; none to accept it.
            versie: default: that of the message, since a pair is never broken.

        Raises:
            OnbekendBerichttype: for a message that is itself an answer.
            OnbekendeRelease: for a version the kit has no schemas of.

        """
        identificatie = Random(f"{heen.eigen_identificatie}/{','.join(retourcodes)}").getrandbits(48)
        return stel_op(
            retourtype_van(heen),
            versie or heen.versie,
            retour_inhoud(heen, retourcodes),
            dagtekening=self._dag_nu(),
            identificatie=f"{identificatie:012X}",
        )

    def ongeldig(self, berichttype: str, regel: str, versie: str | None = None, *, zaad: int | None = None) -> Bericht:
        """Make a message that breaks one technical rule, and no other.

        Args:
            berichttype: in full.
            regel: code of the rule ("CD005").
            versie: as for `maak`.
            zaad: the seed; default: that of the factory.

        Raises:
            OnbekendBerichttype: for a type that does not exist in that version.
            OnbekendeRelease: for a version the kit has no schemas of.
            OngeldigeInstelling: for a rule that this type is not held to, or that no message of it can break without breaking another.

        """
        zo = self._recept(berichttype, versie)
        reden = nooit_alleen(berichttype, regel)
        if reden:
            raise OngeldigeInstelling(
                f"Geen {berichttype} {zo.versie} kan {regel} breken en verder geen enkele regel: {reden}. "
                f"Neem een ander berichttype of een andere regel."
            )
        mogelijk = breekbare_regels(zo.standaard.release(zo.versie), berichttype)
        if regel not in mogelijk:
            raise OngeldigeInstelling(
                f"Een {berichttype} {zo.versie} kent geen regel {regel!r} die in het bericht zelf te breken is. "
                f"Kies uit {', '.join(mogelijk)}."
            )
        eerste = self.zaad if zaad is None else zaad
        kans = Random(f"{eerste}/{berichttype}/{zo.versie}/{regel}")
        for poging in range(BREEKPOGINGEN):
            gebroken = self.breek(self.maak(berichttype, zo.versie, zaad=eerste + poging), regel, kans)
            if gebroken is not None:
                return gebroken
        raise OngeldigeInstelling(
            f"Geen {berichttype} {zo.versie} gevonden dat {regel} breekt en verder geen enkele regel. "
            f"Neem een ander berichttype voor {regel}."
        )

    def breek(self, bericht: Bericht, regel: str, kans: Random) -> Bericht | None:
        """Break a message by one technical rule, and no other; None when this one could not be made to.

        Args:
            bericht: without a finding.
            regel: code of a rule that its type is held to.
            kans: varies what is changed.

        """
        zo = self._recept(bericht.berichttype, bericht.versie)
        return breek(bericht, regel, lambda: zo.schikker(kans, bericht.dagtekening))

    def reeks(
        self, berichttype: str, aantal: int, versie: str | None = None, *, zaad: int | None = None, **inhoud: Any
    ) -> Iterator[Bericht]:
        """Make several messages of a type, each from the next seed.

        Args:
            berichttype: in full.
            aantal: how many.
            versie: as for `maak`.
            zaad: of the first; default: that of the factory.
            **inhoud: as for `maak`.

        Raises:
            OngeldigeInstelling: for a negative number.

        """
        if aantal < 0:
            raise OngeldigeInstelling(
                f"reeks(...) kreeg aantal={aantal}; verwacht wordt nul of meer. Geef een ander aantal."
            )
        eerste = self.zaad if zaad is None else zaad
        return (self.maak(berichttype, versie, zaad=eerste + nr, **inhoud) for nr in range(aantal))

    def keten(
        self, casus: str, versie: str | None = None, *, standaard: str | None = None, zaad: int | None = None
    ) -> tuple[Bericht, ...]:
        """Make messages about one client that belong together, in order of travel, each followed by its answer; the last on the day of the factory.

        Args:
            casus: name of the course of events ("toewijzing_tot_stop"); `casussen` gives them all.
            versie: of the release; default: that of the factory, or the newest.
            standaard: "iwmo" or "ijw"; default: the first of which the codes hold a product.
            zaad: the seed; default: that of the factory.

        Raises:
            OnbekendeCasus: for a casus that does not exist.
            OnbekendeRelease: for a standard or version the kit has no schemas of.
            OngeldigeInstelling: when the codes hold too few products for it, or the day is too early.

        """
        zaad = self.zaad if zaad is None else zaad

        def maak_op(dag: date, berichttype: str, versie: str) -> Bericht:
            return Berichten(gegevens=self.gegevens, zaad=zaad, vandaag=lambda: dag).maak(berichttype, versie)

        return speel(
            lees_casus(casus),
            versie or self._versie_nu(),
            standaard,
            gegevens=self.gegevens,
            zaad=zaad,
            vandaag=self._dag_nu(),
            maak_op=maak_op,
        )

    @staticmethod
    def casussen() -> tuple[str, ...]:
        """Return the names of the casussen that `keten` knows."""
        return tuple(casus.naam for casus in alle_casussen())

    def dossier(self, nummer: int, *, vanaf: date) -> Dossier:
        """Return a client about whom coherent messages can be made.

        Args:
            nummer: the same number gives the same client.
            vanaf: the day from which care is assigned.

        """
        return Dossier(self.gegevens, nummer, vanaf)

    def _dag_nu(self) -> date:
        nu = self._vandaag()
        if not isinstance(nu, datetime):
            return nu
        if nu.tzinfo is None:
            raise NaiefTijdstip(
                f"Berichten(vandaag=...) gaf {nu!r}, zonder tijdzone; verwacht wordt een dag, of een moment met zone.\n"
                "Wat te doen: geef een date, of bijvoorbeeld datetime.now(ZoneInfo('Europe/Amsterdam'))."
            )
        return nu.astimezone(ZONE).date()

    def _versie_nu(self) -> str | None:
        return self._versie() if callable(self._versie) else self._versie

    def _recept(self, berichttype: str, versie: str | None) -> Recept:
        versie = versie or self._versie_nu() or standaard_van(berichttype).nieuwste(berichttype).versie
        try:
            return self._recepten[berichttype, versie]
        except KeyError:
            nieuw = recept(standaard_van(berichttype), berichttype, versie, self.gegevens)
            return self._recepten.setdefault((berichttype, versie), nieuw)


def _dagtekening(gegeven: Mapping[str, Any]) -> date | None:
    """Return the day that the caller wants a message dated; None when that is not said, or no day."""
    dagtekening = gegeven.get("Dagtekening")
    header = gegeven.get("Header")
    if isinstance(header, Mapping) and isinstance(header.get("BerichtIdentificatie"), Mapping):
        dagtekening = header["BerichtIdentificatie"].get("Dagtekening", dagtekening)
    return dag(dagtekening)
