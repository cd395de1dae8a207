"""One message, exactly as it is on the wire, and what can be read from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from pytest_draaiboek.berichten.xml import MAX_BYTES, ontleed
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.standaarden import Berichtsoort, Knoop, Standaard, alle_standaarden, herken, laad_standaard


@dataclass(frozen=True, eq=False, repr=False)
class Bericht:
    """A message; made by `Bericht.lees` or by `Berichten`, and immutable.

    Args:
        xml: the bytes on the wire.
        berichttype: in full ("WMO305"), from the namespace.
        standaard: "iwmo" or "ijw", from the namespace.
        versie: "3.0", from the namespace; that the header agrees is for `controleer` to find.
        kop: the content of the Header, by element name.

    """

    xml: bytes
    berichttype: str
    standaard: str
    versie: str
    kop: Mapping[str, Any]

    @classmethod
    def lees(cls, bron: "bytes | str | Path") -> "Bericht":
        """Read a message; safe against hostile XML.

        Args:
            bron: the bytes, the text, or the path of a file.

        Raises:
            OngeldigBericht: for what is no readable iStandaard message; names the line and the reason.

        """
        if isinstance(bron, Path):
            return _lees_bestand(bron)
        if isinstance(bron, str):
            if "<" not in bron:
                raise OngeldigBericht(
                    f"Regel 1: dit is geen XML: {bron[:60]!r}.\nWat te doen: geef de tekst van een bericht, of een bestand als Path(...)."
                )
            # Text has no encoding any more, whatever its declaration says.
            return _lees(bron.encode("utf-8"), codering="utf-8")
        return _lees(bytes(bron))

    @property
    def afzender(self) -> str:
        """The code that stands in the header as Afzender; for a retour that is the sender of the message it answers."""
        return str(self.kop.get("Afzender", ""))

    @property
    def ontvanger(self) -> str:
        """The code that stands in the header as Ontvanger."""
        return str(self.kop.get("Ontvanger", ""))

    @property
    def identificatie(self) -> str:
        """The Identificatie in the header; a retour repeats there that of the message it answers."""
        return str(self.kop["BerichtIdentificatie"]["Identificatie"])

    @property
    def eigen_identificatie(self) -> str:
        """The identification of this message itself: IdentificatieRetour for one that repeats the header of another."""
        return str(self.kop.get("IdentificatieRetour", self.identificatie))

    @property
    def dagtekening(self) -> date:
        """The day that this message itself is dated."""
        eigen = self.kop.get("DagtekeningRetour", self.kop["BerichtIdentificatie"]["Dagtekening"])
        return date.fromisoformat(eigen)

    @property
    def inhoud(self) -> dict[str, Any]:
        """Everything in the message by element name: text for a leaf, a dict for what holds others, a list for what may repeat."""
        inhoud = _als_inhoud(self.root, _structuur(self))
        return inhoud if isinstance(inhoud, dict) else {}

    @property
    def is_retour(self) -> bool:
        """Whether this type answers another one."""
        return self.soort.heen is not None

    @property
    def geadresseerde(self) -> str:
        """The code of the party that this message travels to: a retour that repeats a header travels back."""
        return self.afzender if self.soort.kop_van_heen else self.ontvanger

    @property
    def soort(self) -> Berichtsoort:
        """What kind of message it is."""
        return laad_standaard(self.standaard).soort(self.berichttype)

    @cached_property
    def root(self) -> etree._Element:
        """The root element; look, don't touch: what counts is `xml`."""
        return ontleed(self.xml)

    def is_retour_op(self, heen: "Bericht") -> bool:
        """Whether this message answers that one: of the right type, between the same parties, with its identification.

        The versions need not agree: that is another question, and the one that is tested.
        """
        if self.standaard != heen.standaard or self.soort.heen != heen.berichttype:
            return False
        if self.soort.kop_van_heen:
            verwijst, partijen = self.kop["BerichtIdentificatie"], (self.afzender, self.ontvanger)
        else:
            verwijst, partijen = self.kop.get("DeclaratieIdentificatie"), (self.ontvanger, self.afzender)
        if not isinstance(verwijst, Mapping) or verwijst.get("Identificatie") != heen.identificatie:
            return False
        return partijen == (heen.afzender, heen.ontvanger)

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Bericht) and self.xml == ander.xml

    def __hash__(self) -> int:
        return hash(self.xml)

    def __repr__(self) -> str:
        return f"<Bericht {self.berichttype} {self.versie} {self.eigen_identificatie}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Bericht.lees, (self.xml,)


def _lees_bestand(pad: Path) -> Bericht:
    try:
        if pad.stat().st_size > MAX_BYTES:
            raise OngeldigBericht(
                f"{pad}: het bestand is groter dan {MAX_BYTES:,} bytes (25 MB); zo groot is een bericht nooit."
            )
        gelezen = pad.read_bytes()
    except OSError as fout:
        raise OngeldigBericht(f"{pad}: niet te lezen ({fout.strerror}). Controleer het pad.") from fout
    try:
        return _lees(gelezen)
    except OngeldigBericht as fout:
        raise OngeldigBericht(f"{pad}: {fout}") from fout


def _lees(xml: bytes, *, codering: str | None = None) -> Bericht:
    root = ontleed(xml, codering=codering)
    naam = etree.QName(root)
    herkend = herken(naam.namespace or "")
    if herkend is None or naam.localname != "Bericht":
        bekend = " of ".join(standaard.titel for standaard in alle_standaarden())
        raise OngeldigBericht(
            f"Regel {root.sourceline}: dit is geen bericht van {bekend}: de wortel is {root.tag}, verwacht wordt een Bericht in de "
            f"naamruimte van een bekend berichttype, zoals {{{alle_standaarden()[0].releases['3.0'].naamruimte('WMO305')}}}Bericht."
        )
    standaard, versie, berichttype = herkend
    kop = _lees_kop(root, standaard, berichttype)
    bericht = Bericht(xml, berichttype, standaard.naam, versie, kop)
    bericht.__dict__["root"] = root
    return bericht


def _lees_kop(root: etree._Element, standaard: Standaard, berichttype: str) -> Mapping[str, Any]:
    header = next(root.iterchildren(tag=etree.Element), None)
    if header is None or etree.QName(header).localname != "Header":
        gevonden = "niets" if header is None else etree.QName(header).localname
        raise OngeldigBericht(
            f"Regel {root.sourceline}: een {berichttype} begint met een Header; gevonden is {gevonden}."
        )
    kop = _als_inhoud(header, standaard.nieuwste(berichttype).structuur(berichttype).kind("Header"))
    try:
        if not isinstance(kop, dict) or not kop["BerichtIdentificatie"]["Identificatie"]:
            raise KeyError("Identificatie")
        date.fromisoformat(kop["BerichtIdentificatie"]["Dagtekening"])
        date.fromisoformat(kop.get("DagtekeningRetour", "2000-01-01"))
    except (KeyError, TypeError, ValueError) as fout:
        raise OngeldigBericht(
            f"Regel {header.sourceline}: de Header van dit {berichttype} heeft geen leesbare BerichtIdentificatie (Identificatie en "
            "Dagtekening als jjjj-mm-dd); zonder die is niet te zeggen welk bericht dit is."
        ) from fout
    return kop


def _structuur(bericht: Bericht) -> Knoop:
    """Return the structure to read a message by: of its release, or of the newest one we know when we don't know its own."""
    standaard = laad_standaard(bericht.standaard)
    release = standaard.releases.get(bericht.versie)
    if release is None or bericht.berichttype not in release.berichttypen:
        release = standaard.nieuwste(bericht.berichttype)
    return release.structuur(bericht.berichttype)


def _als_inhoud(element: etree._Element, knoop: Knoop | None) -> dict[str, Any] | str:
    if not len(element) and not (knoop and knoop.kinderen):
        return element.text or ""
    inhoud: dict[str, Any] = {}
    for kind in element.iterchildren(tag=etree.Element):
        naam = kind.tag.rpartition("}")[2]
        eigen = knoop.kind(naam) if knoop else None
        waarde = _als_inhoud(kind, eigen)
        if eigen and eigen.herhaalbaar:
            inhoud.setdefault(naam, []).append(waarde)
        elif naam in inhoud:
            # More than there may be: kept all the same, so that nothing that was on the wire is overlooked.
            inhoud[naam] = [*(inhoud[naam] if isinstance(inhoud[naam], list) else [inhoud[naam]]), waarde]
        else:
            inhoud[naam] = waarde
    return inhoud
