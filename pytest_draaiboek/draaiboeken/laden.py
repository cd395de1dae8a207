"""Draaiboek files read, made aware of their zone, and refused where they contradict themselves."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from pytest_draaiboek.draaiboeken import bestand as vorm
from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek, Paar, Rolgegevens, Strook
from pytest_draaiboek.draaiboeken.eis import Eis, Ernst
from pytest_draaiboek.draaiboeken.mijlpaal import Fase, Mijlpaal
from pytest_draaiboek.draaiboeken.oordeel import Oordeel, Soort
from pytest_draaiboek.draaiboeken.proeven_lezen import proeven_van
from pytest_draaiboek.draaiboeken.vertalingen import vertalingen_van
from pytest_draaiboek.fouten import OnbekendDraaiboek, OngeldigDraaiboek

GROOTSTE_BESTAND_BYTES = 1_000_000


def namen() -> tuple[str, ...]:
    """Return the names of the draaiboeken that the kit brings along."""
    return tuple(sorted(_ingebouwd()))


def laad(naam: str) -> Draaiboek:
    """Return a draaiboek that the kit brings along.

    Raises:
        OnbekendDraaiboek: names the ones there are.

    """
    try:
        return _ingebouwd()[naam]
    except KeyError:
        lijkt = get_close_matches(naam, namen(), n=1)
        bedoeld = f" Bedoelt u {lijkt[0]!r}?" if lijkt else ""
        raise OnbekendDraaiboek(
            f"Er is geen draaiboek {naam!r}.{bedoeld}\nKies uit {', '.join(namen())}, of geef het pad van een eigen bestand (.toml)."
        ) from None


def lees(pad: Path) -> tuple[Draaiboek, ...]:
    """Read a draaiboek file: one draaiboek for each edition in it.

    Args:
        pad: a TOML file of at most a megabyte.

    Raises:
        OngeldigDraaiboek: names the file, the key and the remedy.

    """
    try:
        if pad.stat().st_size > GROOTSTE_BESTAND_BYTES:
            raise OngeldigDraaiboek(
                f"{pad}: groter dan {GROOTSTE_BESTAND_BYTES:,} bytes; dat is geen draaiboek. Geef het pad van een draaiboek (.toml)."
            )
        inhoud = pad.read_bytes()
    except OSError as fout:
        raise OngeldigDraaiboek(
            f"{pad}: niet te lezen ({fout.strerror}). Geef het pad van een bestaand .toml-bestand."
        ) from fout
    return lees_bytes(inhoud, str(pad))


def lees_bytes(inhoud: bytes, herkomst: str) -> tuple[Draaiboek, ...]:
    """Read the bytes of a draaiboek file; see `lees`. ``herkomst`` is the file name that errors and results give."""
    try:
        gelezen = msgspec.convert(tomllib.loads(inhoud.decode()), vorm.Bestand)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise OngeldigDraaiboek(f"{herkomst}: geen geldige TOML in UTF-8 ({fout}). Verbeter die plek.") from fout
    except msgspec.ValidationError as fout:
        raise OngeldigDraaiboek(
            f"{herkomst}: de vorm klopt niet: {fout}.\nVergelijk het met een meegeleverd draaiboek: ontbreekt een sleutel, of is er een te veel?"
        ) from fout
    lezer = _Lezer(gelezen, herkomst, hashlib.sha256(inhoud).hexdigest())
    return tuple(lezer.draaiboek(naam, uitgave) for naam, uitgave in gelezen.uitgave.items())


@cache
def _ingebouwd() -> dict[str, Draaiboek]:
    map_ = resources.files("pytest_draaiboek.draaiboeken")
    return {
        draaiboek.naam: draaiboek
        for bron in sorted(map_.iterdir(), key=lambda bron: bron.name)
        if bron.name.endswith(".toml")
        for draaiboek in lees_bytes(bron.read_bytes(), bron.name)
    }


class _Lezer:
    """Turns the checked shape into draaiboeken; every refusal names file and key."""

    def __init__(self, gelezen: vorm.Bestand, herkomst: str, sha256: str) -> None:
        self.gelezen = gelezen
        self.herkomst = herkomst
        self.sha256 = sha256
        try:
            self.zone = ZoneInfo(gelezen.tijdzone)
        except (ZoneInfoNotFoundError, ValueError):
            self.weiger(
                "tijdzone", f"{gelezen.tijdzone!r} is geen bekende tijdzone", "geef er een als 'Europe/Amsterdam'"
            )
        self.mijlpalen = self._mijlpalen()
        self.fasen = self._fasen()

    def weiger(self, sleutel: str, gevonden: str, raad: str) -> NoReturn:
        raise OngeldigDraaiboek(f"{self.herkomst}: {sleutel}: {gevonden}.\nWat te doen: {raad}.")

    def draaiboek(self, naam: str, uitgave: vorm.Uitgave) -> Draaiboek:
        g = self.gelezen
        for veld in ("van", "naar"):
            if not getattr(g, veld):
                self.weiger(veld, "leeg", "noem de versie, zoals '3.0'")
        rollen = {
            rol: Rolgegevens(rol, r.naam, geeft_door=r.soort == "doorgever", buiten=r.soort == "buiten")
            for rol, r in g.rol.items()
        }
        paren = self._paren(uitgave.voorvoegsel)
        zonder_proeven = Draaiboek(
            naam=naam,
            titel=uitgave.titel,
            bron=g.bron,
            standaard=uitgave.standaard,
            zone=self.zone,
            van=g.van,
            naar=g.naar,
            live=self._mijlpaal("live", g.live),
            fasen=self.fasen,
            mijlpalen=MappingProxyType(self.mijlpalen),
            rollen=MappingProxyType(rollen),
            paren=paren,
            stroken=MappingProxyType(self._stroken(uitgave.voorvoegsel, paren)),
            eisen=MappingProxyType(self._eisen(uitgave.voorvoegsel, paren)),
            vertalingen=vertalingen_van(g, naam, self.weiger),
            herkomst=self.herkomst,
            sha256=self.sha256,
        )
        return replace(zonder_proeven, proeven=proeven_van(g, zonder_proeven, uitgave.voorvoegsel, self.weiger))

    def _bewust(self, sleutel: str, lokaal: datetime) -> datetime:
        """Attach the zone, and refuse a local time that does not exist or exists twice (the change to and from summer time)."""
        moment = lokaal.replace(tzinfo=self.zone)
        if moment.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) != lokaal:
            self.weiger(
                sleutel,
                f"{lokaal} bestaat niet in {self.zone.key}: de klok gaat dan een uur vooruit",
                "kies een moment voor of na dat uur",
            )
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            self.weiger(
                sleutel,
                f"{lokaal} komt in {self.zone.key} twee keer voor: de klok gaat dan een uur terug",
                "kies een moment voor of na dat uur",
            )
        return moment

    def _mijlpalen(self) -> dict[str, Mijlpaal]:
        mijlpalen: dict[str, Mijlpaal] = {}
        for m in self.gelezen.mijlpaal:
            sleutel = f"mijlpaal {m.nr}"
            if m.nr in mijlpalen:
                self.weiger(sleutel, "komt twee keer voor", "geef elke mijlpaal een eigen nummer")
            self._rollen(sleutel, m.rollen)
            moment = self._bewust(f"{sleutel}.moment", m.moment)
            tot = self._bewust(f"{sleutel}.tot", m.tot) if m.tot else None
            if tot and tot <= moment:
                self.weiger(f"{sleutel}.tot", f"{m.tot} ligt niet na {m.moment}", "laat 'tot' na 'moment' vallen")
            mijlpalen[m.nr] = Mijlpaal(m.nr, m.paragraaf, moment, tot, m.rollen, m.wat)
        return dict(sorted(mijlpalen.items(), key=lambda paar: paar[1].moment))

    def _fasen(self) -> tuple[Fase, ...]:
        fasen = tuple(
            Fase(
                f.nr,
                f.naam,
                self._bewust(f"fase {f.nr}.begin", f.begin) if f.begin else None,
                self._bewust(f"fase {f.nr}.einde", f.einde) if f.einde else None,
            )
            for f in self.gelezen.fase
        )
        if not fasen or fasen[0].begin or fasen[-1].einde:
            self.weiger(
                "fase",
                "de fasen dekken niet alle tijd",
                "begin met een fase zonder 'begin', eindig met een zonder 'einde'",
            )
        for vorige, volgende in pairwise(fasen):
            if vorige.einde is None or vorige.einde != volgende.begin:
                self.weiger(
                    f"fase {volgende.nr}.begin",
                    f"sluit niet aan op het einde van fase {vorige.nr} ({vorige.einde}): overlap of gat",
                    "laat elke fase beginnen waar de vorige eindigt",
                )
        return fasen

    def _mijlpaal(self, sleutel: str, nr: str) -> Mijlpaal:
        if nr not in self.mijlpalen:
            self.weiger(sleutel, f"mijlpaal {nr!r} bestaat niet", f"kies uit {', '.join(self.mijlpalen)}")
        return self.mijlpalen[nr]

    def _rollen(self, sleutel: str, rollen: Iterable[str]) -> None:
        for rol in rollen:
            if rol not in self.gelezen.rol:
                self.weiger(f"{sleutel}.rollen", f"rol {rol!r} bestaat niet", f"kies uit {', '.join(self.gelezen.rol)}")

    def _paren(self, voorvoegsel: str) -> tuple[Paar, ...]:
        heen = {p.heen for p in self.gelezen.paar}
        gezien: set[str] = set()
        for p in self.gelezen.paar:
            sleutel = f"paar {p.heen}"
            self._rollen(sleutel, (p.van, p.naar))
            if p.van == p.naar:
                self.weiger(sleutel, f"{p.van} zendt aan zichzelf", "geef 'van' en 'naar' elk een eigen rol")
            for type_ in (p.heen, p.retour):
                if type_ in gezien:
                    self.weiger(sleutel, f"type {type_!r} zit al in een paar", "laat elk type in één paar voorkomen")
                gezien.add(type_)
            for type_ in p.verleden:
                if type_ not in heen:
                    self.weiger(
                        f"{sleutel}.verleden",
                        f"{type_!r} is geen heenbericht van een paar",
                        f"kies uit {', '.join(sorted(heen))}",
                    )
        return tuple(
            Paar(
                voorvoegsel + p.heen,
                voorvoegsel + p.retour,
                p.van,
                p.naar,
                tuple(voorvoegsel + type_ for type_ in p.verleden),
            )
            for p in self.gelezen.paar
        )

    def _types(self, sleutel: str, types: Iterable[str]) -> None:
        bekend = {type_ for p in self.gelezen.paar for type_ in (p.heen, p.retour)}
        for type_ in types:
            if type_ not in bekend:
                self.weiger(
                    f"{sleutel}.types",
                    f"type {type_!r} zit in geen enkel paar",
                    "voeg een [[paar]] met heen en retour toe, of verbeter het type",
                )

    def _stroken(self, voorvoegsel: str, paren: tuple[Paar, ...]) -> dict[tuple[str, str], Strook]:
        stroken: dict[tuple[str, str], Strook] = {}
        for nr, v in enumerate(self.gelezen.venster, 1):
            sleutel = f"venster {nr}"
            self._types(sleutel, v.types)
            if v.versie not in (self.gelezen.van, self.gelezen.naar):
                self.weiger(
                    f"{sleutel}.versie",
                    f"{v.versie!r} is niet van of naar",
                    f"kies {self.gelezen.van} of {self.gelezen.naar}",
                )
            strook = self._strook(sleutel, v)
            for type_ in v.types:
                if (voorvoegsel + type_, v.versie) in stroken:
                    self.weiger(sleutel, f"overlapt: {type_} in {v.versie} heeft al een venster", "laat er één over")
                stroken[voorvoegsel + type_, v.versie] = strook
        for paar in paren:
            for type_ in (paar.heen, paar.retour):
                for versie in (self.gelezen.van, self.gelezen.naar):
                    if (type_, versie) not in stroken:
                        self.weiger("venster", f"geen venster voor {type_} in {versie}", "voeg het toe")
            self._retour_na_heen(paar, stroken)
        return stroken

    def _strook(self, sleutel: str, v: vorm.Venster) -> Strook:
        grenzen = (
            (Soort.TOEGESTAAN, "vrijgegeven_vanaf", v.vrijgegeven_vanaf),
            (Soort.AFGERADEN, "afgeraden_vanaf", v.afgeraden_vanaf),
            (Soort.GEBLOKKEERD, "geblokkeerd_vanaf", v.geblokkeerd_vanaf),
        )
        if v.bestaat_niet_sinds:
            if any(nr for _, _, nr in grenzen):
                self.weiger(
                    sleutel,
                    "wat niet bestaat kan ook geen andere grens hebben",
                    "laat alleen 'bestaat_niet_sinds' staan",
                )
            mijlpaal = self._mijlpaal(f"{sleutel}.bestaat_niet_sinds", v.bestaat_niet_sinds)
            return Strook((), (Oordeel(Soort.GEBLOKKEERD, mijlpaal),))
        gezet = [(soort, self._mijlpaal(f"{sleutel}.{naam}", nr)) for soort, naam, nr in grenzen if nr]
        if not gezet:
            self.weiger(
                sleutel, "heeft geen enkele grens", "geef vrijgegeven_vanaf, afgeraden_vanaf of geblokkeerd_vanaf"
            )
        momenten = tuple(mijlpaal.moment for _, mijlpaal in gezet)
        if any(a >= b for a, b in pairwise(momenten)):
            self.weiger(
                sleutel,
                "de grenzen overlappen of staan in de verkeerde volgorde",
                "zet ze op volgorde: eerst vrijgegeven, dan afgeraden, dan geblokkeerd",
            )
        eerste = Soort.GEBLOKKEERD if v.vrijgegeven_vanaf else Soort.TOEGESTAAN
        return Strook(
            momenten, (Oordeel(eerste, gezet[0][1]), *(Oordeel(soort, mijlpaal) for soort, mijlpaal in gezet))
        )

    def _retour_na_heen(self, paar: Paar, stroken: dict[tuple[str, str], Strook]) -> None:
        """Refuse an answer that is blocked while its question still gets through: that pair could never be closed."""
        for versie in (self.gelezen.van, self.gelezen.naar):
            heen, retour = stroken[paar.heen, versie], stroken[paar.retour, versie]
            for moment in {*heen.momenten, *retour.momenten}:
                if heen.op(moment).mag and not retour.op(moment).mag:
                    self.weiger(
                        "venster",
                        f"{paar.retour} in {versie} is geblokkeerd op {moment:%Y-%m-%d %H:%M}, terwijl {paar.heen} dan nog mag",
                        "laat het retourbericht niet eerder stoppen of later beginnen dan zijn heenbericht",
                    )

    def _eisen(self, voorvoegsel: str, paren: tuple[Paar, ...]) -> dict[str, Eis]:
        eisen: dict[str, Eis] = {}
        for e in self.gelezen.eis:
            sleutel = f"eis {e.id}"
            if e.id in eisen:
                self.weiger(sleutel, "komt twee keer voor", "geef elke eis een eigen id")
            self._rollen(sleutel, e.rollen)
            for rol in e.rollen:
                if self.gelezen.rol[rol].soort == "buiten":
                    self.weiger(f"{sleutel}.rollen", f"rol {rol!r} wordt niet getoetst", f"haal {rol!r} weg bij de eis")
            self._types(sleutel, e.types)
            if (e.ernst == "informatief") == bool(e.toets):
                self.weiger(
                    sleutel, "een informatieve eis heeft geen toets, elke andere wel", "pas 'ernst' of 'toets' aan"
                )
            eisen[e.id] = Eis(
                id=e.id,
                paragraaf=e.paragraaf,
                rollen=e.rollen,
                ernst=Ernst(e.ernst),
                tekst=e.tekst,
                toets=e.toets,
                mijlpalen=tuple(self._mijlpaal(f"{sleutel}.mijlpalen", nr) for nr in e.mijlpalen),
                typen=tuple(voorvoegsel + type_ for type_ in e.types),
            )
        return eisen
