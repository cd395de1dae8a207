"""All official files of a run together, and what they say of a message."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from lxml import etree

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import XSD, XSLT
from pytest_draaiboek.berichten.officieel.bestanden import Bronbestand
from pytest_draaiboek.berichten.officieel.regelbladen import OfficieelRegelblad, Regelbladmap
from pytest_draaiboek.berichten.officieel.samenvoegen import Gemeld
from pytest_draaiboek.berichten.officieel.schemas import OfficieelSchema, Schemamap
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.standaarden.geheugen import bij_wijziging

Soort = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class OfficieelBestand:
    """An official file that is made use of.

    Args:
        soort: "xsd" or "xslt".
        naam: as seen from the directory that was given.
        sha256: of its bytes.
        waarvoor: standards and releases that it is about, and for a schema the message types ("iwmo 3.1 WMO305").

    """

    soort: Literal["xsd", "xslt"]
    naam: str
    sha256: str
    waarvoor: tuple[str, ...]


class Officieel:
    """The official files that a user gave.

    Args:
        schemas: the directory of schemas; None for none.
        regelbladen: the rule sheets; None for none.

    """

    def __init__(self, schemas: Schemamap | None, regelbladen: Regelbladmap | None) -> None:
        self._schemas: dict[str, OfficieelSchema] = schemas.schemas if schemas else {}
        self._regelbladen: list[OfficieelRegelblad] = regelbladen.regelbladen if regelbladen else []
        self.bestanden = (*self._van_schemas(), *self._van_regelbladen())
        ongebruikt = [*(schemas.ongebruikt if schemas else ()), *(regelbladen.ongebruikt if regelbladen else ())]
        self.ongebruikt = tuple(f"{een.naam} hoort niet bij een bericht dat de kit kent" for een in ongebruikt)

    def fouten(self, bericht: Bericht) -> list[Gemeld]:
        """Return what the schema and the rule sheets for a message say; the sheets speak of what its schema accepts.

        Raises:
            OngeldigeInstelling: when a rule sheet breaks off.

        """
        schema = self._schemas.get(etree.QName(bericht.root).namespace or "")
        if schema is not None:
            fouten = schema.fouten(bericht)
            if fouten:
                return [Gemeld(fout, (fout.pad,)) for fout in fouten]
        elif not _eigen_schema_aanvaardt(bericht):
            return []
        return [fout for blad in self._regelbladen if blad.geldt_voor(bericht) for fout in blad.fouten(bericht)]

    def niet_gebruikt(self, soorten: Iterable[Soort]) -> list[str]:
        """Return in Dutch which files have no say on such messages and why not, and of which there is no official schema.

        Args:
            soorten: standard, version and message type of the messages.

        """
        zonder = list(self.ongebruikt)
        typen: dict[tuple[str, str], list[str]] = {}
        for standaard, versie, berichttype in sorted(set(soorten)):
            typen.setdefault((standaard, versie), []).append(berichttype)
        aanwezig = {(een.standaard, een.versie, een.berichttype) for een in self._schemas.values()}
        for (standaard, versie), rij in typen.items():
            titel = f"{laad_standaard(standaard).titel} {versie}"
            zonder += [
                f"regelblad {blad.bestand.naam} geldt voor {_opgesomd(blad)}, niet voor {titel}"
                for blad in self._regelbladen
                if (standaard, versie) not in blad.releases
            ]
            ontbreekt = [berichttype for berichttype in rij if (standaard, versie, berichttype) not in aanwezig]
            if self._schemas and len(ontbreekt) == len(rij) > 1:
                zonder.append(f"van {titel} is er geen officieel schema")
            elif self._schemas and ontbreekt:
                zonder.append(f"van {titel} is er geen officieel schema van {', '.join(ontbreekt)}")
        return zonder

    def bestanden_voor(self, soorten: Iterable[Soort]) -> list[OfficieelBestand]:
        """Return the files that have their say on such messages."""
        soorten = set(soorten)
        voor = {" ".join(soort) for soort in soorten} | {" ".join(soort[:2]) for soort in soorten}
        return [bestand for bestand in self.bestanden if not voor.isdisjoint(bestand.waarvoor)]

    def verantwoording(self, soorten: Iterable[Soort]) -> list[str]:
        """Return lines in Dutch that say which official files have their say, and which have not."""
        soorten = set(soorten)
        aantallen = Counter[str](bestand.soort for bestand in self.bestanden_voor(soorten))
        delen = [
            f"{aantal} {een if aantal == 1 else meer}"
            for soort, een, meer in (("xsd", "schemabestand", "schemabestanden"), ("xslt", "regelblad", "regelbladen"))
            if (aantal := aantallen[soort])
        ]
        zonder = self.niet_gebruikt(soorten)
        return [
            f"Met officiële bestanden: {' en '.join(delen) or 'geen die hier gelden'}.",
            *(f"Let op: {een}." for een in zonder),
        ]

    def _van_schemas(self) -> list[OfficieelBestand]:
        waarvoor: dict[Bronbestand, list[tuple[str, ...]]] = {}
        for schema in self._schemas.values():
            for onderdeel in schema.onderdelen:
                waarvoor.setdefault(onderdeel, []).append((schema.standaard, schema.versie, schema.berichttype))
        return [_gebruikt(XSD, bestand, voor) for bestand, voor in waarvoor.items()]

    def _van_regelbladen(self) -> list[OfficieelBestand]:
        delen = {deel: blad for blad in self._regelbladen for deel in (blad.bestand, *blad.onderdelen)}
        return [_gebruikt(XSLT, deel, sorted(blad.releases)) for deel, blad in delen.items()]


def lees_officieel(xsd: "Path | str | None", xslt: "Path | str | None") -> Officieel | None:
    """Return the official files that are in these places; None when none is named. They are read again only when they have changed.

    Raises:
        OngeldigeInstelling: for a place or a file that cannot be used; names it, and says what to do.

    """
    if not (xsd or xslt):
        return None
    plekken = [Path(plek) if plek else None for plek in (xsd, xslt)]
    return _lees(plekken[0], plekken[1], tuple(_stempel(plek) for plek in plekken))


@lru_cache(maxsize=8)
def _lees(xsd: Path | None, xslt: Path | None, stempels: object) -> Officieel:
    return Officieel(Schemamap(xsd) if xsd else None, Regelbladmap(xslt) if xslt else None)


bij_wijziging(_lees.cache_clear)


def _stempel(plek: Path | None) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file is changed, added or taken away."""
    if plek is None or not plek.exists():
        return ()
    bestanden = (plek.resolve(), *sorted(pad for pad in plek.rglob("*") if pad.is_file()))
    return tuple((str(pad), pad.stat().st_mtime_ns, pad.stat().st_size) for pad in bestanden)


def _gebruikt(soort: Literal["xsd", "xslt"], bestand: Bronbestand, voor: "list[tuple[str, ...]]") -> OfficieelBestand:
    return OfficieelBestand(soort, bestand.naam, bestand.sha256, tuple(" ".join(een) for een in voor))


def _opgesomd(blad: OfficieelRegelblad) -> str:
    return ", ".join(f"{laad_standaard(standaard).titel} {versie}" for standaard, versie in sorted(blad.releases))


def _eigen_schema_aanvaardt(bericht: Bericht) -> bool:
    release = laad_standaard(bericht.standaard).releases.get(bericht.versie)
    if release is None or bericht.berichttype not in release.berichttypen:
        return True  # nobody refuses it
    return bool(release.schema(bericht.berichttype).validate(bericht.root))
