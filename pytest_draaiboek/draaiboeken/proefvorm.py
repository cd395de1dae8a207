"""The shape of a proef in a draaiboek file, as `msgspec` checks it; sense is checked by `proeven_lezen`. Every field says in Dutch what it is."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

_TYPE = Meta(description="Het berichttype, zonder voorvoegsel.")
_SINDS = "'begin' is het begin van de proef."
_WAAR = "XPath 1.0; naast functies ook $bsn, $eigen, $ander, $derde en $derde2 en dag(datum)."
_TEKST = Meta(description="Wat er verwacht wordt, in het Nederlands; anders zegt de kit het zelf.")
_VERSIE = Meta(description="In welke versie: 'van' is die eindigt, 'naar' die begint.")


def _uitleg(tekst: str) -> Meta:
    return Meta(description=tekst)


class Berichtverwachting(Struct, forbid_unknown_fields=True, frozen=True):
    """Hoeveel berichten van een type er verzonden moeten zijn."""

    type: Annotated[str, _TYPE]
    versie: Annotated[Literal["van", "naar"] | None, _VERSIE] = None
    client: Annotated[str | None, _uitleg("Over welke cliënt het bericht gaat; anders over welke ook.")] = None
    sinds: Annotated[
        str | None, _uitleg(f"De naam van de stap vanaf welke geteld wordt; anders deze stap. {_SINDS}")
    ] = None
    aantal: Annotated[str, _uitleg("Hoeveel het er moeten zijn: '0', '2', '1+' of '0-1'.")] = "1+"
    waar: Annotated[str | None, _uitleg(f"Alleen berichten waarvoor dit waar is. {_WAAR}")] = None
    tekst: Annotated[str, _TEKST] = ""


class Standverwachting(Struct, forbid_unknown_fields=True, frozen=True):
    """Wat er waar moet zijn van de stand die het systeem geeft."""

    waar: Annotated[str, _uitleg(f"Wat waar moet zijn van <stand> met zijn <toewijzing>en. {_WAAR}")]
    client: Annotated[str | None, _uitleg("Over welke cliënt de variabelen gaan.")] = None
    tekst: Annotated[str, _TEKST] = ""


class Verwacht(Struct, forbid_unknown_fields=True, frozen=True):
    """Wat er van een stap verwacht wordt."""

    aanvaard: Annotated[
        bool | None, _uitleg("true: niet geweigerd; false: geweigerd, met een melding; anders maakt het niet uit.")
    ] = None
    bericht: Annotated[tuple[Berichtverwachting, ...], _uitleg("Welke berichten er verzonden moeten zijn.")] = ()
    stand: Annotated[tuple[Standverwachting, ...], _uitleg("Wat er waar moet zijn van de stand.")] = ()


class Stap(Struct, forbid_unknown_fields=True, frozen=True):
    """Eén handeling op één moment."""

    op: Annotated[str, _uitleg("Het nummer van een mijlpaal, of 'verleden': voor alles wat er verandert.")]
    doe: Annotated[
        Literal["verzend", "ontvang", "antwoord", "retour", "wacht", "stand"],
        _uitleg(
            "'verzend' een heenbericht laten verzenden, 'ontvang' er een bezorgen, 'antwoord' op het laatst ontvangene laten antwoorden, 'retour' het laatst verzondene beantwoorden, 'wacht' alleen de klok verzetten, 'stand' de stand vragen."
        ),
    ]
    na: Annotated[str, _uitleg("Hoeveel later dan 'op', zoals '1h30m' of '-1s'.")] = ""
    naam: Annotated[str | None, _uitleg("Hoe latere stappen naar deze verwijzen.")] = None
    type: Annotated[str | None, _TYPE] = None
    versie: Annotated[Literal["van", "naar"] | None, _VERSIE] = None
    client: Annotated[str | None, _uitleg("Over welke cliënt het gaat; mag weg als de proef er één heeft.")] = None
    zo_nodig: Annotated[
        bool,
        _uitleg("Alleen als er sinds de stap 'sinds' nog geen bericht van dit type over deze cliënt verzonden is."),
    ] = False
    sinds: Annotated[str | None, _uitleg(f"Bij 'zo_nodig': de naam van een eerdere stap. {_SINDS}")] = None
    inhoud: Annotated[
        dict[str, Any],
        _uitleg(
            "Wat over de inhoud van het bericht heen gaat, per elementnaam; {bsn}, {eigen}, {ander} worden ingevuld."
        ),
    ] = {}
    ongeldig: Annotated[bool, _uitleg("Of het bezorgde of bestelde bericht ongeldig mag zijn.")] = False
    tegenproef: Annotated[
        bool, _uitleg("Mislukt deze stap, dan is er niets bewezen (niet getoetst) in plaats van een afwijking.")
    ] = False
    verwacht: Annotated[Verwacht, _uitleg("Wat er van deze stap verwacht wordt.")] = Verwacht()


class Proef(Struct, forbid_unknown_fields=True, frozen=True):
    """Een toets van een eis die het draaiboek zelf uitschrijft: een rij stappen."""

    eis: Annotated[str, _uitleg("Het id van de eis, die toets = 'proef' heeft.")]
    naam: Annotated[str, _uitleg("Wat er geprobeerd wordt, in het Nederlands; elke naam komt één keer voor.")]
    type: Annotated[str, _uitleg("Het berichttype waar de proef over gaat, zonder voorvoegsel.")]
    stap: Annotated[tuple[Stap, ...], _uitleg("De stappen, op volgorde van tijd.")]
    rollen: Annotated[tuple[str, ...], _uitleg("De rollen waarvoor de proef geldt; anders die van de eis.")] = ()
    clienten: Annotated[tuple[str, ...], _uitleg("De namen van de verzonnen cliënten.")] = ("a",)
    verleden: Annotated[
        tuple[str, ...] | None,
        _uitleg("De heenberichten die elke cliënt achter de rug heeft, op volgorde; anders die van het paar."),
    ] = None
