"""XML of others, read with suspicion: no DTD, no entities, no network, bounded size, and no deeper than libxml2 goes by itself (256)."""

from functools import cache

from lxml import etree

from pytest_draaiboek.fouten import OngeldigBericht

MAX_BYTES = 25 * 1024 * 1024  # OP179
RAAD_XML = "Herstel de XML op die plaats."


def ontleed(xml: bytes, *, codering: str | None = None) -> etree._Element:
    """Return the root element.

    Args:
        xml: the document.
        codering: its encoding when that is known, whatever the document declares; None to believe the declaration.

    Raises:
        OngeldigBericht: names the line and the reason.

    """
    if len(xml) > MAX_BYTES:
        _niet_leeg(xml)
        raise OngeldigBericht(
            f"Het bericht is {len(xml):,} bytes; een bericht is ten hoogste {MAX_BYTES:,} bytes (25 MB).\nVerdeel de inhoud over meer berichten."
        )
    try:
        root = etree.fromstring(xml, _parser(codering))
    except etree.XMLSyntaxError as fout:
        _niet_leeg(xml)
        regel = fout.lineno or 1
        raise OngeldigBericht(f"Regel {regel}: dit is geen welgevormde XML: {fout.msg}.\n{RAAD_XML}") from fout
    if root.getroottree().docinfo.internalDTD is not None:
        raise OngeldigBericht(
            "Regel 1: het bericht heeft een DTD (<!DOCTYPE ...>); een iStandaard-bericht heeft die nooit, en wie hem leest loopt gevaar.\n"
            "Wat te doen: laat de DTD weg."
        )
    return root


def _niet_leeg(xml: bytes) -> None:
    if not xml.strip():
        raise OngeldigBericht(
            "Regel 1: er staat niets; verwacht wordt een XML-bericht.\nGeef de tekst van een bericht."
        ) from None


@cache
def _parser(codering: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=codering,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        collect_ids=False,
    )
