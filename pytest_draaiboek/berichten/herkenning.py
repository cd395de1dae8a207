"""What message an XML document is, by its root element; and whether its header says which one of those.

Every message that is read passes here, so what a right message needs is looked up by its root tag and compared in place; only what is not there
is worked out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from pytest_draaiboek.berichten.inhoud import als_inhoud
from pytest_draaiboek.fouten import OngeldigBericht
from pytest_draaiboek.standaarden import Knoop, Standaard, herken, laad_standaard
from pytest_draaiboek.standaarden.geheugen import bij_wijziging
from pytest_draaiboek.standaarden.laden import INGEBOUWD, ingebouwd, titels

HEADER = "Header"
WORTEL = "Bericht"
_IDENTIFICATIE, _NUMMER, _DAG = "BerichtIdentificatie", "Identificatie", "Dagtekening"
_EIGEN_DAG = "DagtekeningRetour"


@dataclass(frozen=True, slots=True)
class Herkenning:
    """What message it is.

    Args:
        standaard: name of the standard.
        versie: of the release, which need not be one that the kit has.
        berichttype: in full ("WMO305").
        kop: the tags of what it is known by; None for a release that the kit does not have.

    """

    standaard: str
    versie: str
    berichttype: str
    kop: "_Koptags | None"


@dataclass(frozen=True, slots=True)
class _Koptags:
    """Where in a header stands what a message is known by, and under which tags.

    Args:
        header: tag of the first element.
        plek: of the BerichtIdentificatie in it.
        identificatie: tag of the BerichtIdentificatie.
        nummer: tag of the Identificatie in that.
        dag: tag of the Dagtekening in that.
        retour: place and tag of the DagtekeningRetour; None for a message without.

    """

    header: str
    plek: int
    identificatie: str
    nummer: str
    dag: str
    retour: tuple[int, str] | None


# Only of the releases that the kit has: what others call themselves is without end.
_bekend: dict[str, Herkenning] = {}
bij_wijziging(_bekend.clear)


def herken_wortel(root: etree._Element) -> Herkenning:
    """Return what message a root element is of.

    Raises:
        OngeldigBericht: for what is no iStandaard message, or one without a header that says which message it is; names the line.

    """
    herkend = _bekend.get(root.tag) or _herken(root)
    if herkend.kop is None or not _staat_er(root, herkend.kop):
        lees_kop(root, herkend)
    return herkend


def structuur_van(herkend: Herkenning) -> Knoop:
    """Return the structure to read a message by: of its release, or of the newest one we know when we don't know its own."""
    standaard = laad_standaard(herkend.standaard)
    release = standaard.releases.get(herkend.versie)
    if release is None or herkend.berichttype not in release.berichttypen:
        release = standaard.nieuwste(herkend.berichttype)
    return release.structuur(herkend.berichttype)


def lees_kop(root: etree._Element, herkend: Herkenning) -> Mapping[str, Any]:
    """Return the content of the header.

    Raises:
        OngeldigBericht: when it doesn't say which message it is; names the line.

    """
    header = next(root.iterchildren(tag=etree.Element), None)
    if header is None or etree.QName(header).localname != HEADER:
        gevonden = "niets" if header is None else etree.QName(header).localname
        raise OngeldigBericht(
            f"Regel {root.sourceline}: een {herkend.berichttype} begint met een Header; gevonden is {gevonden}.\nZet die vooraan."
        )
    kop = als_inhoud(header, structuur_van(herkend).kind(HEADER))
    try:
        if not isinstance(kop, dict):
            raise KeyError(_IDENTIFICATIE)
        for naam in (_IDENTIFICATIE, _EIGEN_DAG):
            if isinstance(kop.get(naam), list):
                # Doubled is for the schema to find; the first is what the message is known by.
                kop[naam] = kop[naam][0]
        if not kop[_IDENTIFICATIE][_NUMMER]:
            raise KeyError(_NUMMER)
        date.fromisoformat(kop[_IDENTIFICATIE][_DAG])
        date.fromisoformat(kop.get(_EIGEN_DAG, "2000-01-01"))
    except (KeyError, TypeError, ValueError) as fout:
        raise OngeldigBericht(
            f"Regel {header.sourceline}: de Header van dit {herkend.berichttype} heeft geen leesbare BerichtIdentificatie (Identificatie en "
            "Dagtekening als jjjj-mm-dd); zonder die is niet te zeggen welk bericht dit is.\nVul die in."
        ) from fout
    return kop


def _herken(root: etree._Element) -> Herkenning:
    naam = etree.QName(root)
    herkend = herken(naam.namespace or "")
    if herkend is None or naam.localname != WORTEL:
        bekend, voorbeeld = titels(), ingebouwd(INGEBOUWD[0]).releases["3.0"].naamruimte("WMO305")
        raise OngeldigBericht(
            f"Regel {root.sourceline}: dit is geen bericht van {bekend}: de wortel is {root.tag}, verwacht wordt een Bericht in de "
            f"naamruimte van een bekend berichttype, zoals {{{voorbeeld}}}Bericht.\n"
            f"Geef een bericht van {bekend}."
        )
    standaard, versie, berichttype = herkend
    uitkomst = Herkenning(standaard.naam, versie, berichttype, _koptags(standaard, versie, berichttype))
    if uitkomst.kop is not None:
        _bekend[root.tag] = uitkomst
    return uitkomst


def _koptags(standaard: Standaard, versie: str, berichttype: str) -> _Koptags | None:
    release = standaard.releases.get(versie)
    if release is None or berichttype not in release.berichttypen:
        return None
    ruimten = [f"{{{ruimte}}}" if ruimte else "" for ruimte in release.naamruimten(berichttype)]
    header = release.structuur(berichttype).kinderen[0]
    plekken = {kind.naam: plek for plek, kind in enumerate(header.kinderen)}

    def tag(knoop: Knoop) -> str:
        return ruimten[knoop.ruimte] + knoop.naam

    identificatie = header.kinderen[plekken[_IDENTIFICATIE]]
    delen = {kind.naam: tag(kind) for kind in identificatie.kinderen}
    return _Koptags(
        header=tag(header),
        plek=plekken[_IDENTIFICATIE],
        identificatie=tag(identificatie),
        nummer=delen[_NUMMER],
        dag=delen[_DAG],
        retour=(plekken[_EIGEN_DAG], tag(header.kinderen[plekken[_EIGEN_DAG]])) if _EIGEN_DAG in plekken else None,
    )


def _staat_er(root: etree._Element, tags: _Koptags) -> bool:
    """Whether a header is as it should be, as far as a message is known by it; False may also mean that something else stands between."""
    try:
        header = root[0]
        identificatie = header[tags.plek]
        nummer, dag = identificatie
        date.fromisoformat(dag.text or "")
        if tags.retour is not None:
            plek, tag = tags.retour
            eigen = header[plek]
            date.fromisoformat(eigen.text or "")
            if eigen.tag != tag or len(eigen):
                return False
    except (IndexError, TypeError, ValueError):
        return False
    return bool(
        nummer.text
        and dag.tag == tags.dag
        and nummer.tag == tags.nummer
        and identificatie.tag == tags.identificatie
        and header.tag == tags.header
        and not len(nummer)
        and not len(dag)
    )
