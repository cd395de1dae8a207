"""A system in another process as a `Systeem`: each verb asked over a line, after its clock was put where this process's clock stands."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec

from pytest_draaiboek.berichten import Bericht
from pytest_draaiboek.fouten import AdapterFout, DraaiboekFout, NietOndersteund
from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.standaarden import alle_standaarden
from pytest_draaiboek.standaarden.geheugen import onthoud
from pytest_draaiboek.systemen.afstand.antwoord import lees_antwoord
from pytest_draaiboek.systemen.afstand.lijn import ZIE_DIAGNOSE, Lijn
from pytest_draaiboek.systemen.afstand.vormen import (
    VERBEN,
    VORMVERSIE,
    Berichtvraag,
    Beschrijving,
    Foutvraag,
    Klokstand,
    Klokvraag,
    Niets,
    Opdrachtvorm,
    Opdrachtvraag,
    Standvorm,
    Uitkomstvorm,
    Uitstelvorm,
    Uitstelvraag,
)
from pytest_draaiboek.systemen.contract import Opdracht, Stand, Status, Systeem, Uitkomst, Uitstel

Klokzetter = Callable[[datetime], None]
_NIETS = Niets()
_BUITEN_DE_TIJD = ("beschrijving", "sluit")


class SysteemOpAfstand(Systeem):
    """Speaks for a system in another process.

    Args:
        lijn: carries the verbs.
        rollen: the roles that it can be judged in, and whether it must be able to send in each.
        zet_klok: puts the clock of the other process at an aware moment from outside; None when the system does that itself, by its verb
            zet_klok or by the moment that comes with each question.

    Raises:
        AdapterFout: when it does not describe itself as it should.
        OnbereikbaarSysteem: when it is not there.

    """

    klok_raad = (
        "laat het systeem bij zet_klok zijn eigen klok zetten, of in elk verb het meegestuurde moment aanhouden; "
        "een proces waarvan de klok niet te zetten is, kan met --draaiboek-klok faketime"
    )

    klok_beschrijving = ""
    """What sets its clock from outside, for the report."""

    def __init__(self, lijn: Lijn, rollen: Mapping[str, bool], zet_klok: Klokzetter | None = None) -> None:
        self.lijn = lijn
        self._zet_van_buiten = zet_klok
        self._verteld: datetime | None = None
        if zet_klok:
            self.klok_raad = "libfaketime zette de klok van dit proces niet; laat de adapter zelf zijn klok zetten (verb zet_klok), zonder --draaiboek-klok faketime"
        beschrijving: Beschrijving = self._vraag("beschrijving")
        self.verben = _verben(beschrijving, rollen, lijn.naar)
        self.rol = beschrijving.rol
        self.naam = beschrijving.naam or ""
        self.versie = beschrijving.versie or ""

    def reset(self) -> None:
        """Go back to empty."""
        self._vraag("reset")

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        """Send what is ordered."""
        return self._uitkomst("verzend", Opdrachtvraag(opdrachtvorm(opdracht)))

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        """Take delivery of a message."""
        return self._uitkomst("ontvang", Berichtvraag(tekst_van(bericht)))

    def verwerk(self) -> Uitkomst:
        """Run whatever would run by itself by now; a system without the verb has nothing of the kind."""
        return self._uitkomst("verwerk", _NIETS) if "verwerk" in self.verben else Uitkomst(Status.AANVAARD)

    def klok(self) -> datetime:
        """Return the time by the system's own clock."""
        stand: Klokstand = self._vraag("klok")
        return stand.moment

    def stand(self) -> Stand:
        """Return how many messages are still in hand."""
        stand: Standvorm = self._vraag("stand")
        toewijzingen = None if stand.toewijzingen is None else tuple(stand.toewijzingen)
        return Stand(stand.te_verzenden, stand.ongelezen, stand.onbeantwoord, toewijzingen)

    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        """Take notice that the hub refused something."""
        return self._uitkomst("meld_fout", Foutvraag(tekst_van(bericht), code, melding))

    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        """Enter an urgent order."""
        return self._uitkomst("registreer_spoed", Opdrachtvraag(opdrachtvorm(opdracht)))

    def stel_uit(self, uitstel: Uitstel) -> Uitkomst:
        """Take notice that moments were moved."""
        live, *momenten = (m.astimezone(ZONE).isoformat() for m in (uitstel.live, *uitstel.mijlpalen.values()))
        vorm = Uitstelvorm(live, dict(zip(uitstel.mijlpalen, momenten, strict=True)))
        return self._uitkomst("stel_uit", Uitstelvraag(vorm))

    def hang_op(self) -> None:
        """Let it go without ending it: somebody else uses it too."""
        self.lijn.sluit()

    def sluit(self) -> None:
        """End it; what goes wrong at the end is of no account any more."""
        try:
            with suppress(DraaiboekFout):
                if "sluit" in self.verben:
                    self._vraag("sluit")
        finally:
            self.lijn.sluit()

    def _uitkomst(self, verb: str, vraag: msgspec.Struct) -> Uitkomst:
        vorm: Uitkomstvorm = self._vraag(verb, vraag)
        return Uitkomst(vorm.status, vorm.berichten, vorm.code or "", vorm.melding or "")

    def _vraag(self, naam: str, vraag: msgspec.Struct = _NIETS) -> Any:
        verb = VERBEN[naam]
        moment = datetime.now(ZONE)
        if naam not in _BUITEN_DE_TIJD:
            if naam not in self.verben:
                raise NietOndersteund(f"{self.lijn.naar} noemt {naam} niet in zijn beschrijving.")
            if moment != self._verteld:
                self._vertel(moment)
        antwoord = self.lijn.vraag(verb, moment.isoformat(), msgspec.json.encode(vraag))
        return lees_antwoord(verb, antwoord, self.lijn.naar)

    def _vertel(self, moment: datetime) -> None:
        """Have it know what time it is, before it is asked anything at that time."""
        if self._zet_van_buiten:
            self._zet_van_buiten(moment)
        elif "zet_klok" in self.verben:
            verb, iso = VERBEN["zet_klok"], moment.isoformat()
            lees_antwoord(verb, self.lijn.vraag(verb, iso, msgspec.json.encode(Klokvraag(iso))), self.lijn.naar)
        self._verteld = moment


def _verben(beschrijving: Beschrijving, rollen: Mapping[str, bool], naar: str) -> frozenset[str]:
    """Check a description, and return the verbs that the system has."""
    gebreken = []
    if beschrijving.vorm != VORMVERSIE:
        gebreken.append(f"vorm is {beschrijving.vorm}; deze kit spreekt vorm {VORMVERSIE}")
    if not beschrijving.rol:
        verwacht = f"een van {', '.join(rollen)}" if rollen else "een rol van het draaiboek"
        gebreken.append(f"rol is {beschrijving.rol!r}; verwacht wordt {verwacht}")
    verben = {verb.naam for verb in VERBEN.values() if verb.altijd} | (set(beschrijving.verben) & VERBEN.keys())
    if "verzend" not in verben and rollen.get(beschrijving.rol):
        gebreken.append(f"verben noemt verzend niet; een {beschrijving.rol} heeft dat")
    if gebreken:
        raise AdapterFout(
            f"{naar} beschrijft zich niet zoals het hoort: {'; '.join(gebreken)}.\n"
            f"Wat te doen: herstel het antwoord op beschrijving{ZIE_DIAGNOSE}."
        )
    return frozenset(verben)


def opdrachtvorm(opdracht: Opdracht) -> Opdrachtvorm:
    """Return the shape of an order: its content in every release, so that no rendering stands out as the one that is expected."""
    heen = opdracht.in_antwoord_op
    return Opdrachtvorm(
        berichttype=opdracht.berichttype,
        inhoud=dict(opdracht.inhoud),
        spoed=opdracht.spoed,
        in_antwoord_op=None if heen is None else tekst_van(heen),
        weergaven=_weergaven(opdracht),
    )


def _weergaven(opdracht: Opdracht) -> dict[str, str]:
    weergaven = {}
    for versie in releases_van(opdracht.berichttype):
        # A test of the supplier's own can order what does not exist in every release.
        with suppress(DraaiboekFout):
            weergaven[versie] = tekst_van(opdracht.als_bericht(versie))
    return weergaven


@onthoud
def releases_van(berichttype: str) -> tuple[str, ...]:
    """Return every release that has a message type; none for a type that no standard has."""
    return tuple(
        release.versie
        for standaard in alle_standaarden()
        for release in standaard.releases.values()
        if berichttype in release.berichttypen
    )


def tekst_van(bericht: Bericht) -> str:
    """Return a message as text, exactly as on the wire; every message of the kit is UTF-8.

    Raises:
        NietOndersteund: for a message that is not.

    """
    try:
        return bericht.xml.decode("utf-8")
    except UnicodeDecodeError:
        raise NietOndersteund(
            "een bericht dat niet in UTF-8 staat, is aan een systeem in een ander proces niet te geven"
        ) from None
