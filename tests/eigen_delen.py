"""Small schemas of a user's own, and the standard that they make."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
RUIMTE, BASIS = "urn:proef/1_0/pp1", "urn:proef/1_0/basisschema"
KOP = """<xs:element name="Header"><xs:complexType><xs:sequence>
  <xs:element name="BerichtCode" type="xs:string"/><xs:element name="Afzender" type="xs:string"/><xs:element name="Ontvanger" type="xs:string"/>
  <xs:element name="BerichtIdentificatie"><xs:complexType><xs:sequence>
    <xs:element name="Identificatie" type="xs:token"/><xs:element name="Dagtekening" type="xs:date"/>
  </xs:sequence></xs:complexType></xs:element>{kop}</xs:sequence></xs:complexType></xs:element>"""
RETOURKOP = (
    '<xs:element name="IdentificatieRetour" type="xs:token"/><xs:element name="DagtekeningRetour" type="xs:date"/>'
)


def schema(inhoud: str = "", *, naast: str = "", kop: str = "", ruimte: str = RUIMTE, wortel: str = "") -> str:
    """Return the schema of a message with a header and this beside it, and these types beside it."""
    return (
        f'<xs:schema {XS} xmlns:m="{ruimte}" xmlns:b="{BASIS}" targetNamespace="{ruimte}" elementFormDefault="qualified" {wortel}>\n'
        f"{naast}\n"
        f'<xs:element name="Bericht"><xs:complexType><xs:sequence>{KOP.format(kop=kop)}\n{inhoud}</xs:sequence></xs:complexType></xs:element>\n'
        "</xs:schema>"
    )


@dataclass(frozen=True, kw_only=True)
class Release:
    versie: str = "1.0"
    hoofdversie: str = "1"
    subversie: str = "0"
    als: str | None = None
    naamruimte: str | None = None


@dataclass(frozen=True, kw_only=True)
class Soort:
    berichttype: str = "PP1"
    naam: str = "Proef"
    berichtcode: str = "901"
    afzender: str = "aanbieder"
    ontvanger: str | None = "gemeente"
    vanaf: str = "1.0"
    tot: str | None = None
    heen: str | None = None
    verwijst: str | None = None


@dataclass(frozen=True, kw_only=True)
class Eigen:
    """What a draaiboek says of a standard, without a draaiboek."""

    map: Path
    naam: str = "proefstandaard"
    basis: str | None = None
    titel: str = "Proef"
    naamruimte: str | None = "urn:proef/{release}/{bericht}"
    releases: tuple[Release, ...] = (Release(),)
    berichten: tuple[Soort, ...] = (Soort(),)
    waarden: dict[str, tuple[str, ...]] = field(default_factory=dict)
    herkomst: str = "mijn.toml"


def schrijf(map_: Path, **bestanden: str) -> Path:
    """Write schema files, each by its name without extension."""
    for naam, tekst in bestanden.items():
        (map_ / f"{naam}.xsd").write_text(tekst, encoding="utf-8")
    return map_


def veld(naam: str, type_: str = "xs:string", meer: str = "") -> str:
    """Return the declaration of an element."""
    return f'<xs:element name="{naam}" type="{type_}" {meer}/>'


def beperkt(naam: str, basis: str, facetten: Iterable[tuple[str, str]]) -> str:
    """Return the declaration of an element with a restriction of its own."""
    regels = "".join(f'<xs:{facet} value="{waarde}"/>' for facet, waarde in facetten)
    return f'<xs:element name="{naam}"><xs:simpleType><xs:restriction base="{basis}">{regels}</xs:restriction></xs:simpleType></xs:element>'
