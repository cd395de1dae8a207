"""The shape of ``[standaard]`` in a draaiboek file, as `msgspec` checks it: names and types only."""

from typing import Annotated

from msgspec import Meta, Struct


def _tekst(uitleg: str) -> Meta:
    return Meta(description=uitleg)


class EigenRelease(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Een release van de eigen standaard."""

    versie: Annotated[str, _tekst("De versie, zoals '4.0'.")]
    hoofdversie: Annotated[
        str, _tekst("Wat in de kop staat als BerichtVersie; leeg is het deel van de versie voor de punt.")
    ] = ""
    subversie: Annotated[
        str, _tekst("Wat in de kop staat als BerichtSubversie; leeg is het deel van de versie na de punt.")
    ] = ""
    als: Annotated[
        str, _tekst("De release van de basis waaraan berichten zonder eigen bestand gelijk zijn, zoals '3.2'.")
    ] = ""
    naamruimte: Annotated[
        str, _tekst("De naamruimte van deze release, als die anders is dan die van de standaard.")
    ] = ""


class EigenBericht(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Een nieuw berichttype."""

    naam: Annotated[str, _tekst("Hoe het bericht heet.")]
    afzender: Annotated[str, _tekst("De rol waarvan de code in de kop staat als Afzender.")]
    ontvanger: Annotated[str, _tekst("De rol waarvan de code in de kop staat als Ontvanger; leeg als er geen is.")] = ""
    berichtcode: Annotated[str, _tekst("Wat in de kop staat als BerichtCode.")] = ""
    vanaf: Annotated[
        str, _tekst("De eerste release die het bericht heeft; leeg is de eerste release die hier staat.")
    ] = ""
    tot: Annotated[str, _tekst("De release die het bericht niet meer heeft; leeg als het er altijd blijft.")] = ""
    heen: Annotated[str, _tekst("Het berichttype waarop dit het antwoord is; leeg als het geen antwoord is.")] = ""
    verwijst: Annotated[
        str,
        _tekst(
            "Voor een antwoord met een eigen kop: het element in de Header dat zegt op welk bericht het een antwoord is. "
            "Leeg als het antwoord de kop van het heenbericht herhaalt, met IdentificatieRetour en DagtekeningRetour."
        ),
    ] = ""


class EigenStandaard(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Een eigen standaard, of een uitbreiding van een meegeleverde."""

    naam: Annotated[str, _tekst("De naam, die ook een uitgave noemt als haar standaard.")]
    map: Annotated[str, _tekst("De map met XSD-bestanden, gezien vanaf dit bestand.")]
    release: Annotated[tuple[EigenRelease, ...], _tekst("De releases, de oudste eerst.")]
    basis: Annotated[
        str, _tekst("De meegeleverde standaard die hier uitgebreid wordt; leeg voor een geheel nieuwe.")
    ] = ""
    titel: Annotated[str, _tekst("Hoe de standaard heet; leeg is die van de basis, of de naam.")] = ""
    naamruimte: Annotated[
        str,
        _tekst(
            "Hoe de naamruimten luiden, met {release} ('4_0') en {bericht} (het berichttype in kleine letters, of 'basisschema'); "
            "leeg is die van de basis."
        ),
    ] = ""
    bericht: Annotated[
        dict[str, EigenBericht], _tekst("De nieuwe berichttypen, elk met zijn volledige naam ('WMO331').")
    ] = {}
    waarde: Annotated[
        dict[str, tuple[str, ...]],
        _tekst("Waarden om uit te kiezen, per plaats: het berichttype en het pad van een element ('WMO331/Kenmerk')."),
    ] = {}
