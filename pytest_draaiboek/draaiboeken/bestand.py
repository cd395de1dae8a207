"""The shape of a draaiboek file, as `msgspec` checks it: names and types only; sense is checked on loading.

Every field says in Dutch what it is: editors show that through the JSON Schema, and a fault in a file quotes it. With a `basis` only the keys that
make an item known (`nr`, `heen`, `id`) have to be given; the rest may come from the inherited file.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from pytest_draaiboek.draaiboeken.eigen_standaardvorm import EigenStandaard
from pytest_draaiboek.draaiboeken.proefvorm import Proef

LokaalMoment = Annotated[datetime, Meta(tz=False)]
Herkomst = Literal["", "seed", "bron", "afleiding", "analogie"]

# The key by which an item of a list is known, for whoever inherits it.
SLEUTELS = {"fase": "nr", "mijlpaal": "nr", "paar": "heen", "eis": "id"}


def _tekst(uitleg: str) -> Meta:
    return Meta(description=uitleg)


_HERKOMST = Meta(
    description="Waar dit vandaan komt: 'seed' (het draaiboek zelf), 'bron' (een andere bron), 'afleiding' (uit de bron afgeleid) of 'analogie' (naar analogie van een eerdere migratie). Leeg: de herkomst van het hele bestand."
)
_TOELICHTING = Meta(description="Vrije Nederlandse tekst erbij, zoals hoe zeker het is. Mag plaatshouders hebben.")
_MIJLPAALNR = Meta(description="Het nummer van een mijlpaal.")


class Uitgave(Struct, forbid_unknown_fields=True, frozen=True):
    """Eén draaiboek dat het bestand oplevert: een standaard en het voorvoegsel van zijn berichttypen."""

    standaard: Annotated[str, _tekst("De berichtenstandaard, zoals 'iwmo'.")]
    voorvoegsel: Annotated[str, _tekst("Wat voor elk berichttype van dit bestand komt, zoals 'WMO' bij 'WMO305'.")]
    titel: Annotated[str, _tekst("De titel in het rapport. Mag plaatshouders hebben, zoals {van} en {naar}.")]


class Rol(Struct, forbid_unknown_fields=True, frozen=True):
    """Een rol: een partij die verzendt en ontvangt, een die doorgeeft, of een partij die zelf nooit getoetst wordt."""

    naam: Annotated[str, _tekst("Hoe de rol in teksten heet.")]
    soort: Annotated[
        Literal["partij", "doorgever", "buiten"],
        _tekst(
            "'partij' verzendt en ontvangt, 'doorgever' geeft berichten door, 'buiten' is alleen wederpartij en wordt niet getoetst."
        ),
    ]


class Fase(Struct, forbid_unknown_fields=True, frozen=True):
    """Een fase tussen twee lokale momenten; de eerste heeft geen begin, de laatste geen einde."""

    nr: Annotated[int, _tekst("Het nummer; 0 is de tijd voor de eerste fase.")]
    naam: Annotated[str, _tekst("De naam van de fase.")]
    begin: Annotated[LokaalMoment | None, _tekst("Het begin, in lokale tijd; leeg voor de eerste fase.")] = None
    einde: Annotated[LokaalMoment | None, _tekst("Het einde, in lokale tijd; leeg voor de laatste fase.")] = None


class Mijlpaal(Struct, forbid_unknown_fields=True, frozen=True):
    """Een mijlpaal op een lokaal moment, of over een tijdvak."""

    nr: Annotated[str, _tekst("Het nummer, zoals '3.1.2': letters, cijfers, punt, streepje en laag streepje.")]
    paragraaf: Annotated[str, _tekst("De paragraaf van het draaiboek waar de mijlpaal staat.")]
    moment: Annotated[LokaalMoment, _tekst("Vanaf wanneer, in lokale tijd zonder offset: 2022-03-30T17:00:00.")]
    wat: Annotated[str, _tekst("Wat er vanaf dan geldt. Mag plaatshouders hebben, zoals {3.1.2} en {naar}.")]
    rollen: Annotated[tuple[str, ...], _tekst("De rollen die aan zet zijn; leeg voor allen.")] = ()
    tot: Annotated[LokaalMoment | None, _tekst("Het einde, bij een mijlpaal die een tijdvak is.")] = None
    herkomst: Annotated[Herkomst, _HERKOMST] = ""
    toelichting: Annotated[str, _TOELICHTING] = ""


class Paar(Struct, forbid_unknown_fields=True, frozen=True):
    """Een heenbericht, zijn antwoord, en wie het aan wie verzendt."""

    heen: Annotated[str, _tekst("Het heenbericht, zonder voorvoegsel.")]
    retour: Annotated[str, _tekst("Het retourbericht, zonder voorvoegsel.")]
    van: Annotated[str, _tekst("De rol die het heenbericht verzendt.")]
    naar: Annotated[str, _tekst("De rol die het ontvangt en beantwoordt.")]
    verleden: Annotated[
        tuple[str, ...], _tekst("De heenberichten die een cliënt achter de rug moet hebben, op volgorde.")
    ] = ()
    facultatief: Annotated[
        bool, _tekst("Staat wel in de kalender, maar wordt niet getoetst. Zet op false om dat wel te doen.")
    ] = False
    herkomst: Annotated[Herkomst, _HERKOMST] = ""
    toelichting: Annotated[str, _TOELICHTING] = ""


class Venster(Struct, forbid_unknown_fields=True, frozen=True):
    """Wanneer berichttypen in een versie verzonden mogen worden; elke grens is het nummer van een mijlpaal."""

    types: Annotated[tuple[str, ...], _tekst("De berichttypen, zonder voorvoegsel.")]
    versie: Annotated[str, _tekst("De versie: die van 'van' of die van 'naar'.")]
    vrijgegeven_vanaf: Annotated[str | None, _MIJLPAALNR] = None
    afgeraden_vanaf: Annotated[str | None, _MIJLPAALNR] = None
    geblokkeerd_vanaf: Annotated[str | None, _MIJLPAALNR] = None
    bestaat_niet_sinds: Annotated[str | None, _MIJLPAALNR] = None
    herkomst: Annotated[Herkomst, _HERKOMST] = ""
    toelichting: Annotated[str, _TOELICHTING] = ""


class Eis(Struct, forbid_unknown_fields=True, frozen=True):
    """Een eis en de toets die hem bewijst."""

    id: Annotated[str, _tekst("De naam, zoals '3.1.2': letters, cijfers, punt, streepje en laag streepje.")]
    paragraaf: Annotated[str, _tekst("De paragraaf van het draaiboek.")]
    rollen: Annotated[tuple[str, ...], _tekst("De rollen waarvoor de eis geldt.")]
    ernst: Annotated[
        Literal["verplicht", "procedureel", "informatief"],
        _tekst("'verplicht', 'procedureel' (een afspraak: aandachtspunt) of 'informatief' (weegt nooit mee)."),
    ]
    tekst: Annotated[str, _tekst("De eis in eigen woorden. Mag plaatshouders hebben, zoals {3.1.2} en {naar}.")]
    toets: Annotated[str, _tekst("De toets die de eis bewijst; alleen een informatieve eis mag zonder.")] = ""
    mijlpalen: Annotated[tuple[str, ...], _tekst("De nummers van de mijlpalen waar de toets omheen loopt.")] = ()
    types: Annotated[tuple[str, ...], _tekst("De berichttypen, zonder voorvoegsel; leeg voor alle van de rol.")] = ()
    herkomst: Annotated[Herkomst, _HERKOMST] = ""
    toelichting: Annotated[str, _TOELICHTING] = ""


class Vertaling(Struct, forbid_unknown_fields=True, frozen=True):
    """De teksten in één andere taal; ook deze mogen plaatshouders hebben."""

    eis: Annotated[dict[str, str], _tekst("Per id van een eis.")] = {}
    mijlpaal: Annotated[dict[str, str], _tekst("Per nummer van een mijlpaal.")] = {}
    fase: Annotated[dict[str, str], _tekst("Per nummer van een fase.")] = {}
    rol: Annotated[dict[str, str], _tekst("Per rol.")] = {}
    titel: Annotated[dict[str, str], _tekst("Per uitgave: haar titel.")] = {}
    toelichting: Annotated[dict[str, str], _tekst("Per toelichting, met de Nederlandse tekst als sleutel.")] = {}
    proef: Annotated[
        dict[str, str], _tekst("Per naam of tekst van een proef, met de Nederlandse tekst als sleutel.")
    ] = {}


class Vervalt(Struct, forbid_unknown_fields=True, frozen=True):
    """Wat van de basis niet overgenomen wordt."""

    mijlpaal: Annotated[tuple[str, ...], _tekst("Nummers van mijlpalen.")] = ()
    paar: Annotated[tuple[str, ...], _tekst("Heenberichten van paren, zonder voorvoegsel.")] = ()
    eis: Annotated[tuple[str, ...], _tekst("Ids van eisen.")] = ()
    proef: Annotated[tuple[str, ...], _tekst("Namen van proeven.")] = ()


class Bestand(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Een heel draaiboekbestand."""

    formaat: Annotated[Literal[1], _tekst("Het formaat van dit bestand: 1.")]
    titel: Annotated[str, _tekst("De titel van het draaiboek als document.")]
    bron: Annotated[str, _tekst("Het document waar het draaiboek uit komt, met versie en datum.")]
    tijdzone: Annotated[str, _tekst("De tijdzone van alle momenten, zoals 'Europe/Amsterdam'.")]
    van: Annotated[str, _tekst("De versie die eindigt.")]
    naar: Annotated[str, _tekst("De versie die begint.")]
    live: Annotated[str, _tekst("Het nummer van de mijlpaal waarop de nieuwe versie live is.")]
    uitgave: Annotated[dict[str, Uitgave], _tekst("De draaiboeken die dit bestand oplevert, op naam.")]
    rol: Annotated[dict[str, Rol], _tekst("De rollen, op naam.")]
    fase: Annotated[tuple[Fase, ...], _tekst("De fasen, op volgorde en zonder gaten.")]
    mijlpaal: Annotated[tuple[Mijlpaal, ...], _tekst("De mijlpalen.")]
    paar: Annotated[tuple[Paar, ...], _tekst("De paren van heen- en retourberichten.")]
    venster: Annotated[tuple[Venster, ...], _tekst("Wat wanneer verzonden mag worden.")]
    eis: Annotated[tuple[Eis, ...], _tekst("De eisen.")]
    proef: Annotated[tuple[Proef, ...], _tekst("De proeven van eisen met toets = 'proef'.")] = ()
    vertaling: Annotated[dict[str, Vertaling], _tekst("De teksten in andere talen, per taalcode ('en').")] = {}
    basis: Annotated[
        str, _tekst("Waar dit bestand op verder bouwt: een meegeleverd draaiboek, of een .toml-bestand ernaast.")
    ] = ""
    vervalt: Annotated[Vervalt, _tekst("Wat van de basis niet overgenomen wordt.")] = Vervalt()
    herkomst: Annotated[
        Herkomst, _tekst("De herkomst van alles waar er geen eigen bij staat; leeg is 'seed': het draaiboek zelf.")
    ] = ""
    uitstel_gemeld: Annotated[
        str, _tekst("Het nummer van de mijlpaal waarop de keten meldt dat het live-moment verschuift.")
    ] = ""
    hernieuwd_per: Annotated[
        date | None,
        _tekst(
            "De dag waarop alles wat toegewezen was opnieuw is toegewezen: berichten van na het live-moment gaan daarover. Leeg: wat toegewezen was blijft gelden."
        ),
    ] = None
    standaard: Annotated[
        EigenStandaard | None,
        _tekst("Een eigen berichtenstandaard, of eigen releases en berichttypen van een meegeleverde."),
    ] = None
