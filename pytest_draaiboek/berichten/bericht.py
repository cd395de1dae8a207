"""One message, exactly as it is on the wire, and what can be read from it."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from pytest_draaiboek.berichten.herkenning import Herkenning, herken_wortel, lees_kop, structuur_van
from pytest_draaiboek.berichten.inhoud import als_inhoud
from pytest_draaiboek.berichten.xml import MAX_BYTES, ontleed
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.standaarden import Berichtsoort, laad_standaard


class Bericht:
    """A message; made by `Bericht.lees` or by `Berichten`, and immutable.

    Args:
        xml: the bytes on the wire.
        berichttype: in full ("WMO305"), from the namespace.
        standaard: "iwmo" or "ijw", from the namespace.
        versie: "3.0", from the namespace; that the header agrees is for `controleer` to find.
        kop: the content of the Header, by element name; None to read it from the message when it is asked for.

    """

    xml: bytes
    berichttype: str
    standaard: str
    versie: str

    def __init__(
        self, xml: bytes, berichttype: str, standaard: str, versie: str, kop: Mapping[str, Any] | None = None
    ) -> None:
        eigen = self.__dict__
        eigen["xml"] = xml
        eigen["berichttype"] = berichttype
        eigen["standaard"] = standaard
        eigen["versie"] = versie
        if kop is not None:
            eigen["kop"] = kop

    @classmethod
    def lees(cls, bron: "bytes | str | Path") -> "Bericht":
        """Read a message; safe against hostile XML.

        Args:
            bron: the bytes, the text, or the path of a file.

        Raises:
            OngeldigBericht: for what is no readable iStandaard message; names the line and the reason.

        """
        if isinstance(bron, bytes):
            return _lees(bron)
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
        inhoud = als_inhoud(self.root, structuur_van(self._herkend))
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
    def kop(self) -> Mapping[str, Any]:
        """The content of the Header, by element name."""
        return lees_kop(self.root, self._herkend)

    @property
    def _herkend(self) -> Herkenning:
        return Herkenning(self.standaard, self.versie, self.berichttype, None)

    @cached_property
    def root(self) -> etree._Element:
        """The root element; look, don't touch: what counts is `xml`."""
        return ontleed(self.xml)

    @property
    def sleutel(self) -> tuple[str, ...]:
        """By what others know this message: its standard, type, parties and Identificatie."""
        return self.standaard, self.berichttype, self.afzender, self.ontvanger, self.identificatie

    @property
    def sleutel_van_heen(self) -> tuple[str, ...] | None:
        """The `sleutel` of the message that this one answers; None for a type that answers none, and when it does not say which."""
        if self.soort.heen is None:
            return None
        if self.soort.kop_van_heen:
            return self.standaard, self.soort.heen, self.afzender, self.ontvanger, self.identificatie
        verwijst = self.kop.get(self.soort.verwijst)
        if isinstance(verwijst, Mapping):
            verwijst = verwijst.get("Identificatie")
        if not isinstance(verwijst, str):
            return None
        return self.standaard, self.soort.heen, self.ontvanger, self.afzender, verwijst

    def is_retour_op(self, heen: "Bericht") -> bool:
        """Whether this message answers that one: of the right type, between the same parties, with its identification.

        The versions need not agree: that is another question, and the one that is tested.
        """
        return self.sleutel_van_heen == heen.sleutel

    def __setattr__(self, naam: str, waarde: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {naam!r}")

    def __delattr__(self, naam: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {naam!r}")

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
                f"{pad}: het bestand is groter dan {MAX_BYTES:,} bytes (25 MB); zo groot is een bericht nooit.\nVerdeel de inhoud over meer berichten."
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
    herkend = herken_wortel(root)
    bericht = Bericht(xml, herkend.berichttype, herkend.standaard, herkend.versie)
    bericht.__dict__["root"] = root
    return bericht
