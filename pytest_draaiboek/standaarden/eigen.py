"""Takes in a user's own standard, or own releases and message types of one that the kit has, for as long as a run lasts."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn

from lxml import etree

from pytest_draaiboek.fouten import OngeldigSchema
from pytest_draaiboek.standaarden.berichtsoort import VERWIJST, Berichtsoort
from pytest_draaiboek.standaarden.eigen_bestanden import Schemamap, Sluiting, Vulling
from pytest_draaiboek.standaarden.eigen_opgave import EigenStandaard
from pytest_draaiboek.standaarden.eigen_schema import EigenSchema
from pytest_draaiboek.standaarden.laden import INGEBOUWD, alle_standaarden, ingebouwd, opgenomen, zet_opgenomen
from pytest_draaiboek.standaarden.reeks import geldt
from pytest_draaiboek.standaarden.release import Kenmerken, Release
from pytest_draaiboek.standaarden.schemabron import BASISSCHEMA
from pytest_draaiboek.standaarden.standaard import Standaard
from pytest_draaiboek.standaarden.structuur import Knoop

KOP, IDENTIFICATIE = "Header", "BerichtIdentificatie"
RETOURKOP = ("IdentificatieRetour", "DagtekeningRetour")


@dataclass(frozen=True, slots=True)
class EigenBron:
    """The schema files of a standard that builds on another: those of that one, and what was read of the user's own."""

    basis: Standaard | None
    eigen: tuple[tuple[str, bytes], ...]

    def tekst(self, deel: str, versie: str) -> str:
        """Return a schema file of the kit, as `Schemabron.tekst`."""
        if self.basis is None:
            raise KeyError(deel)
        return self.basis.bron.tekst(deel, versie)

    def bestanden(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file, as `Schemabron.bestanden`."""
        if self.basis is not None:
            yield from self.basis.bron.bestanden()
        for naam, inhoud in self.eigen:
            yield f"eigen/{naam}", inhoud


def neem_op(eigen: EigenStandaard) -> Callable[[], None]:
    """Take in a standard: from now on it is there beside those of the kit, or instead of the one that it extends.

    Args:
        eigen: what a draaiboek file says of it.

    Returns:
        what puts everything back as it was before.

    Raises:
        OngeldigSchema: for schemas that cannot be used, and for a standard that contradicts another; names the file and what to do.

    """
    voor = opgenomen()
    standaard = maak_standaard(eigen)
    eerder = voor.get(eigen.naam)
    if eerder is not None and eerder.sha256 != standaard.sha256:
        _weiger(
            eigen,
            f"standaard {eigen.naam!r} staat ook in een ander draaiboek van deze run, en daar is hij anders",
            "maak beide gelijk, of toets ze in aparte runs",
        )
    if eerder is None:
        zet_opgenomen({**voor, eigen.naam: standaard})
    return lambda: zet_opgenomen(voor)


def maak_standaard(eigen: EigenStandaard) -> Standaard:
    """Return a standard as a user describes it, with its schemas read; raises as `neem_op`."""
    basis = _basis(eigen)
    soorten = {**(basis.berichtsoorten if basis else {}), **_nieuwe_soorten(eigen, basis)}
    kenmerken = tuple(_kenmerken(eigen, basis))
    map_ = Schemamap(eigen.map)
    schemas: dict[tuple[str, str], EigenSchema] = {}
    for release in (k for k in kenmerken if k.versie in {r.versie for r in eigen.releases}):
        kit = None if basis is None or release.als is None else Release(_met(basis, release), release)
        for soort in soorten.values():
            if not geldt(release.versie if soort.eigen else release.als or release.versie, soort.vanaf, soort.tot):
                continue
            schema = _lees(eigen, map_, release, soort.berichttype, kit)
            if schema is not None:
                schemas[release.versie, soort.berichttype] = schema
                _keur_kop(eigen, soort, schema)
            elif kit is None or soort.eigen:
                _weiger(
                    eigen,
                    f"van {soort.berichttype} is geen schema voor release {release.versie}",
                    f"zet {soort.berichttype.lower()}.xsd in {eigen.map}",
                )
    _keur_waarden(eigen, schemas)
    return Standaard(
        naam=eigen.naam,
        titel=eigen.titel or (basis.titel if basis else eigen.naam),
        familie=basis.familie if basis else eigen.naam,
        berichtsoorten=soorten,
        kenmerken=kenmerken,
        bron=EigenBron(basis, tuple(map_.gelezen())),
        gegevens=_vastgelegd(eigen, basis),
        regels_bij=basis.regelnaam if basis else "",
        regelbestand=basis.regelbestand if basis else None,
        samenhangbestand=basis.samenhangbestand if basis else None,
        eigen_schemas=schemas,
    )


def _weiger(eigen: EigenStandaard, gevonden: str, raad: str) -> NoReturn:
    raise OngeldigSchema(f"{eigen.herkomst}: [standaard]: {gevonden}.\nWat te doen: {raad}.")


def _basis(eigen: EigenStandaard) -> Standaard | None:
    if eigen.basis is None:
        if eigen.naam in INGEBOUWD:
            _weiger(
                eigen,
                f"de kit heeft zelf een standaard {eigen.naam!r}",
                f'geef basis = "{eigen.naam}" om die uit te breiden, of kies een andere naam',
            )
        return None
    if eigen.basis not in INGEBOUWD:
        _weiger(eigen, f"de kit heeft geen standaard {eigen.basis!r}", f"kies als basis uit {', '.join(INGEBOUWD)}")
    if eigen.naam != eigen.basis:
        _weiger(
            eigen,
            f"de naam is {eigen.naam!r} en de basis {eigen.basis!r}; een uitbreiding heeft de naam van haar basis",
            f'geef naam = "{eigen.basis}", of laat de basis weg',
        )
    return ingebouwd(eigen.basis)


def _nieuwe_soorten(eigen: EigenStandaard, basis: Standaard | None) -> dict[str, Berichtsoort]:
    bezet = {type_ for ander in alle_standaarden() if ander.naam != eigen.naam for type_ in ander.berichtsoorten}
    bekend = {*(basis.berichtsoorten if basis else ()), *(bericht.berichttype for bericht in eigen.berichten)}
    for bericht in eigen.berichten:
        type_ = bericht.berichttype
        if (basis and type_ in basis.berichtsoorten) or type_ in bezet:
            _weiger(
                eigen,
                f"berichttype {type_!r} bestaat al",
                "geef het een andere naam; wijkt alleen zijn vorm af, zet dan alleen een eigen XSD-bestand in de map",
            )
        if bericht.heen and bericht.heen not in bekend:
            _weiger(
                eigen,
                f"{type_} is een antwoord op {bericht.heen!r}, en dat berichttype bestaat niet",
                f"kies uit {', '.join(sorted(bekend))}",
            )
        if eigen.naam == type_.lower():
            _weiger(eigen, f"de standaard heet als het berichttype {type_}", "geef een van beide een andere naam")
    return {
        bericht.berichttype: Berichtsoort(
            berichttype=bericht.berichttype,
            naam=bericht.naam,
            berichtcode=bericht.berichtcode,
            afzender=bericht.afzender,
            ontvanger=bericht.ontvanger,
            heen=bericht.heen,
            kop_van_heen=bool(bericht.heen) and bericht.verwijst is None,
            vanaf=bericht.vanaf,
            tot=bericht.tot,
            eigen=True,
            verwijst=bericht.verwijst or VERWIJST,
        )
        for bericht in eigen.berichten
    }


def _kenmerken(eigen: EigenStandaard, basis: Standaard | None) -> Iterator[Kenmerken]:
    """Yield the releases, oldest first: those of the basis, with each that a user describes in its place."""
    eigen_releases = {
        release.versie: Kenmerken(
            versie=release.versie,
            hoofdversie=release.hoofdversie,
            subversie=release.subversie,
            naamruimte=release.naamruimte or eigen.naamruimte or (_naamruimte(basis, release.als) if basis else ""),
            als=release.als,
        )
        for release in eigen.releases
    }
    for release in eigen.releases:
        if release.als is not None and (basis is None or release.als not in basis.versies):
            _weiger(
                eigen,
                f"release {release.versie} is als {release.als!r}, en die is er niet",
                f"kies uit {', '.join(basis.versies if basis else ())}",
            )
        if basis is not None and release.versie in basis.versies:
            _weiger(
                eigen,
                f"{basis.titel} heeft zelf al een release {release.versie}",
                "geef de eigen release een andere versie",
            )
    alle = [*(basis.kenmerken if basis else ()), *eigen_releases.values()]
    yield from sorted(alle, key=lambda kenmerk: tuple(map(int, kenmerk.versie.split("."))))


def _naamruimte(basis: Standaard, als: str | None) -> str:
    """Return the pattern of the namespaces of the release that another is like, or of the newest."""
    return next((k.naamruimte for k in basis.kenmerken if k.versie == als), basis.kenmerken[-1].naamruimte)


def _met(basis: Standaard, kenmerken: Kenmerken) -> Standaard:
    """Return the standard of the kit with one release more."""
    return Standaard(
        naam=basis.naam,
        titel=basis.titel,
        familie=basis.familie,
        berichtsoorten=basis.berichtsoorten,
        kenmerken=(*basis.kenmerken, kenmerken),
        bron=basis.bron,
        gegevens=b"",
    )


def _lees(
    eigen: EigenStandaard, map_: Schemamap, kenmerken: Kenmerken, berichttype: str, kit: Release | None
) -> EigenSchema | None:
    """Return the schema of a message type in the user's own files; None when there is none."""
    bestand = f"{berichttype.lower()}.xsd"
    naam = map_.vind(f"{kenmerken.versie}/{bestand}") or map_.vind(bestand)
    if naam is None:
        return None
    ruimten = kenmerken.naamruimte_van(berichttype), kenmerken.naamruimte_van(BASISSCHEMA)
    vulling = Vulling(
        kenmerken.versie,
        (
            ("{naamruimte}", ruimten[0]),
            ("{basisschema}", ruimten[1]),
            ("{release}", kenmerken.versie.replace(".", "_")),
            ("{versie}", kenmerken.hoofdversie),
            ("{subversie}", kenmerken.subversie),
        ),
    )
    terugval: dict[str, etree._Element] = {} if kit is None else {ruimten[1]: kit.basisschema()}
    sluiting = Sluiting(map_, vulling, terugval)
    sluiting.neem(naam)
    waarden = {
        pad.partition("/")[2]: keuzes for pad, keuzes in eigen.waarden.items() if pad.partition("/")[0] == berichttype
    }
    return EigenSchema(berichttype, sluiting.onderdelen, ruimten, waarden)


def _keur_kop(eigen: EigenStandaard, soort: Berichtsoort, schema: EigenSchema) -> None:
    """Refuse a message that does not say in its header which one it is, or which one it answers."""
    kinderen = schema.structuur.kinderen
    kop = kinderen[0] if kinderen else None
    if kop is None or kop.naam != KOP or not kop.verplicht or kop.herhaalbaar or not _heeft(kop, IDENTIFICATIE):
        _weiger(
            eigen,
            f"een {soort.berichttype} begint niet met een {KOP} waarin {IDENTIFICATIE} staat, met Identificatie en Dagtekening",
            "voeg ze aan het schema toe; zonder die is niet te zeggen welk bericht het is",
        )
    if soort.kop_van_heen and not all(kop.kind(naam) for naam in RETOURKOP) and soort.eigen:
        _weiger(
            eigen,
            f"{soort.berichttype} is een antwoord, en zijn {KOP} heeft geen {' en '.join(RETOURKOP)}",
            f"noem met 'verwijst' het element van de {KOP} dat zegt op welk bericht het een antwoord is",
        )
    if soort.eigen and soort.heen and not soort.kop_van_heen and not kop.kind(soort.verwijst):
        _weiger(
            eigen,
            f"de {KOP} van {soort.berichttype} heeft geen {soort.verwijst!r}",
            f"kies uit {', '.join(kind.naam for kind in kop.kinderen)}",
        )


def _heeft(kop: Knoop, naam: str) -> bool:
    kind = kop.kind(naam)
    return kind is not None and kind.verplicht and all(kind.kind(deel) for deel in ("Identificatie", "Dagtekening"))


def _keur_waarden(eigen: EigenStandaard, schemas: Mapping[tuple[str, str], EigenSchema]) -> None:
    met_bestand = {berichttype for _, berichttype in schemas}
    for pad in eigen.waarden:
        if pad.partition("/")[0] not in met_bestand or not pad.partition("/")[2]:
            _weiger(
                eigen,
                f"waarde {pad!r} is van geen berichttype met een eigen XSD-bestand",
                f"begin met een van {', '.join(sorted(met_bestand)) or 'de eigen berichttypen'}, een schuine streep en het element",
            )


def _vastgelegd(eigen: EigenStandaard, basis: Standaard | None) -> bytes:
    """Return what a user says of a standard as bytes that are the same whenever it is: without where it stands."""
    gezegd = {
        "naam": eigen.naam,
        "titel": eigen.titel,
        "naamruimte": eigen.naamruimte,
        "releases": [(r.versie, r.hoofdversie, r.subversie, r.als, r.naamruimte) for r in eigen.releases],
        "berichten": sorted(
            (b.berichttype, b.naam, b.berichtcode, b.afzender, b.ontvanger, b.vanaf, b.tot, b.heen, b.verwijst)
            for b in eigen.berichten
        ),
        "waarden": {pad: list(keuzes) for pad, keuzes in sorted(eigen.waarden.items())},
        "basis": basis.sha256 if basis else "",
    }
    return sha256(json.dumps(gezegd).encode()).digest()
