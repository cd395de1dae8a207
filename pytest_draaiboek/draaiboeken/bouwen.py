"""A draaiboek file made into draaiboeken: everything that it contradicts itself in is noted, and only a whole one comes out."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import structs

from pytest_draaiboek.draaiboeken import bestand as vorm
from pytest_draaiboek.draaiboeken.basis import Keten
from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek, Paar, Rolgegevens
from pytest_draaiboek.draaiboeken.eigen_standaard import EigenStandaard, eigen_standaard
from pytest_draaiboek.draaiboeken.eis import Eis, Ernst
from pytest_draaiboek.draaiboeken.gebrek import Gebreken, Pad, verslag
from pytest_draaiboek.draaiboeken.herkomst import Herkomst
from pytest_draaiboek.draaiboeken.kalenderbouw import Momentenbouwer, Strokenbouwer
from pytest_draaiboek.draaiboeken.mijlpaal import Mijlpaal
from pytest_draaiboek.draaiboeken.proeven_lezen import proeven_van
from pytest_draaiboek.draaiboeken.teksten import Vuller
from pytest_draaiboek.draaiboeken.uitstel import Verzetting
from pytest_draaiboek.draaiboeken.vertalingen import EIGEN_TAAL, vertalingen_van
from pytest_draaiboek.fouten import OngeldigDraaiboek

# Names that end up in node ids, links and file names.
_NAAM = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_VERSIES = ("van", "naar")


@dataclass(frozen=True, slots=True)
class Bouwer:
    """Makes the draaiboeken of one file.

    Args:
        keten: the file, with what it inherits.
        gebreken: takes what is wrong.

    """

    keten: Keten
    gebreken: Gebreken

    def bouw(self, gelezen: vorm.Bestand) -> tuple[Draaiboek, ...]:
        """Return the draaiboeken, one for each edition; what comes back is of use only when nothing was noted."""
        zone = self._zone(gelezen.tijdzone)
        momenten = Momentenbouwer(gelezen, zone, self.gebreken)
        kaal = momenten.mijlpalen()
        vuller = Vuller(kaal, {"van": gelezen.van, "naar": gelezen.naar})
        fasen = tuple(
            replace(f, naam=self._vul(vuller, ("fase", plek, "naam"), f.naam))
            for plek, f in enumerate(momenten.fasen())
        )
        mijlpalen = self._mijlpalen(gelezen, kaal, vuller)
        self._kop(gelezen, mijlpalen)
        self._paarvormen(gelezen)
        standaard = self._standaard(gelezen)
        uit = []
        for naam, uitgave in gelezen.uitgave.items():
            paren = self._paren(gelezen, uitgave.voorvoegsel, vuller)
            stroken = Strokenbouwer(gelezen, mijlpalen, uitgave.voorvoegsel, paren, self.gebreken)
            toelichtingen = {
                v.toelichting: self._vul(vuller, ("venster", plek, "toelichting"), v.toelichting)
                for plek, v in enumerate(gelezen.venster)
            }
            kalender = stroken.stroken(toelichtingen)
            eisen = self._eisen(gelezen, uitgave.voorvoegsel, mijlpalen, vuller)
            if len(self.gebreken):
                vertalingen_van(gelezen, naam, vuller, self.gebreken)
                continue
            draaiboek = Draaiboek(
                naam=naam,
                titel=self._vul(vuller, ("uitgave", naam, "titel"), uitgave.titel),
                bron=gelezen.bron,
                standaard=uitgave.standaard,
                zone=zone,
                van=gelezen.van,
                naar=gelezen.naar,
                live=mijlpalen[gelezen.live],
                fasen=fasen,
                mijlpalen=MappingProxyType(mijlpalen),
                rollen=MappingProxyType(self._rollen(gelezen, vuller)),
                paren=paren,
                stroken=MappingProxyType(kalender),
                eisen=MappingProxyType(eisen),
                vertalingen=vertalingen_van(gelezen, naam, vuller, self.gebreken),
                herkomst=self.keten.bronnen[0].naam,
                sha256=sha256_van(self.keten),
                uitstel_gemeld=mijlpalen.get(gelezen.uitstel_gemeld),
                hernieuwd_per=gelezen.hernieuwd_per,
                herbouw=partial(_herbouw, self.keten, gelezen, naam),
                eigen_standaard=standaard if standaard and standaard.naam == uitgave.standaard else None,
            )
            proeven = proeven_van(gelezen, draaiboek, uitgave.voorvoegsel, self.gebreken)
            uit.append(replace(draaiboek, proeven=proeven))
        return tuple(uit)

    def _zone(self, tijdzone: str) -> ZoneInfo:
        try:
            return ZoneInfo(tijdzone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.gebreken.meld(
                ("tijdzone",), f"{tijdzone!r} is geen bekende tijdzone", "geef er een als 'Europe/Amsterdam'"
            )
            return ZoneInfo("UTC")

    def _vul(self, vuller: Vuller, pad: Pad, tekst: str) -> str:
        return vuller.vul(tekst, EIGEN_TAAL, partial(self.gebreken.meld, pad))

    def _kop(self, gelezen: vorm.Bestand, mijlpalen: Mapping[str, Mijlpaal]) -> None:
        for veld in _VERSIES:
            if not getattr(gelezen, veld).strip():
                self.gebreken.meld((veld,), "leeg", "noem de versie, zoals '3.0'")
        if gelezen.van == gelezen.naar:
            self.gebreken.meld(("naar",), f"{gelezen.naar!r} is ook de versie van 'van'", "noem de nieuwe versie")
        if not gelezen.uitgave:
            self.gebreken.meld(("uitgave",), "er is geen enkele uitgave", 'voeg een [uitgave."naam"] toe')
        if not gelezen.paar:
            self.gebreken.meld(("paar",), "er is geen enkel paar", "voeg een [[paar]] toe, met heen en retour")
        for naam in gelezen.uitgave:
            self._naam(("uitgave", naam), "de naam van een uitgave", naam)
        for naam in gelezen.rol:
            self._naam(("rol", naam), "de naam van een rol", naam)
        for veld in ("live", "uitstel_gemeld"):
            nr = getattr(gelezen, veld)
            if (nr or veld == "live") and nr not in mijlpalen:
                self.gebreken.meld((veld,), f"mijlpaal {nr!r} bestaat niet", f"kies uit {', '.join(mijlpalen)}")

    def _standaard(self, gelezen: vorm.Bestand) -> EigenStandaard | None:
        if gelezen.standaard is None:
            return None
        if gelezen.uitgave and all(u.standaard != gelezen.standaard.naam for u in gelezen.uitgave.values()):
            self.gebreken.meld(
                ("standaard", "naam"),
                f"geen uitgave is van standaard {gelezen.standaard.naam!r}",
                f"kies uit {', '.join(sorted({u.standaard for u in gelezen.uitgave.values()}))}, of verbeter de uitgave",
            )
        for type_, bericht in gelezen.standaard.bericht.items():
            for veld in ("afzender", "ontvanger"):
                if rol := getattr(bericht, veld):
                    self._kent_rollen(gelezen, ("standaard", "bericht", type_), (rol,), veld)
        # With a basis it may stand in another file, and the folder is seen from there.
        return eigen_standaard(gelezen.standaard, self.keten.boom.plaats(("standaard",)).bron, self.gebreken)

    def _naam(self, pad: Pad, wat: str, naam: str) -> None:
        if not _NAAM.fullmatch(naam):
            self.gebreken.meld(
                pad,
                f"{naam!r} kan niet als {wat}: daar mogen alleen letters, cijfers, punt, streepje en laag streepje in, met geen punt of streepje voorop en geen punt achteraan",
                "geef het een andere naam, zonder spaties en leestekens",
            )

    def _mijlpalen(self, gelezen: vorm.Bestand, kaal: Mapping[str, Mijlpaal], vuller: Vuller) -> dict[str, Mijlpaal]:
        """Return the milestones with their texts filled in."""
        gevuld = dict(kaal)
        for plek, m in enumerate(gelezen.mijlpaal):
            self._naam(("mijlpaal", plek, "nr"), "nummer van een mijlpaal", m.nr)
            if m.nr in _VERSIES:
                self.gebreken.meld(
                    ("mijlpaal", plek, "nr"), f"{m.nr!r} staat in teksten al voor een versie", "kies een ander nummer"
                )
            self._kent_rollen(gelezen, ("mijlpaal", plek), m.rollen)
            gevuld[m.nr] = replace(
                gevuld[m.nr],
                wat=self._vul(vuller, ("mijlpaal", plek, "wat"), m.wat),
                toelichting=self._vul(vuller, ("mijlpaal", plek, "toelichting"), m.toelichting),
            )
        return gevuld

    def _rollen(self, gelezen: vorm.Bestand, vuller: Vuller) -> dict[str, Rolgegevens]:
        return {
            rol: Rolgegevens(
                rol,
                self._vul(vuller, ("rol", rol, "naam"), r.naam),
                geeft_door=r.soort == "doorgever",
                buiten=r.soort == "buiten",
            )
            for rol, r in gelezen.rol.items()
        }

    def _kent_rollen(self, gelezen: vorm.Bestand, pad: Pad, rollen: Iterable[str], veld: str = "rollen") -> None:
        for rol in rollen:
            if rol not in gelezen.rol:
                lijkt = get_close_matches(rol, gelezen.rol, n=1)
                bedoeld = f"; bedoelt u {lijkt[0]!r}?" if lijkt else ""
                self.gebreken.meld(
                    (*pad, veld), f"rol {rol!r} bestaat niet{bedoeld}", f"kies uit {', '.join(gelezen.rol)}"
                )

    def _paarvormen(self, gelezen: vorm.Bestand) -> None:
        heen = {p.heen for p in gelezen.paar}
        gezien: set[str] = set()
        for plek, p in enumerate(gelezen.paar):
            pad: Pad = ("paar", plek)
            for veld in ("van", "naar"):
                self._kent_rollen(gelezen, pad, (getattr(p, veld),), veld)
            if p.van == p.naar:
                self.gebreken.meld(pad, f"{p.van} zendt aan zichzelf", "geef 'van' en 'naar' elk een eigen rol")
            for veld, type_ in (("heen", p.heen), ("retour", p.retour)):
                self._naam((*pad, veld), "berichttype", type_)
                if type_ in gezien:
                    self.gebreken.meld(
                        (*pad, veld), f"type {type_!r} zit al in een paar", "laat elk type in één paar voorkomen"
                    )
                gezien.add(type_)
            for type_ in p.verleden:
                if type_ not in heen:
                    self.gebreken.meld(
                        (*pad, "verleden"),
                        f"{type_!r} is geen heenbericht van een paar",
                        f"kies uit {', '.join(sorted(heen))}",
                    )

    def _paren(self, gelezen: vorm.Bestand, voorvoegsel: str, vuller: Vuller) -> tuple[Paar, ...]:
        return tuple(
            Paar(
                voorvoegsel + p.heen,
                voorvoegsel + p.retour,
                p.van,
                p.naar,
                tuple(voorvoegsel + type_ for type_ in p.verleden),
                p.facultatief,
                _herkomst(gelezen, p.herkomst),
                self._vul(vuller, ("paar", plek, "toelichting"), p.toelichting),
            )
            for plek, p in enumerate(gelezen.paar)
        )

    def _eisen(
        self, gelezen: vorm.Bestand, voorvoegsel: str, mijlpalen: Mapping[str, Mijlpaal], vuller: Vuller
    ) -> dict[str, Eis]:
        bekend = {type_ for p in gelezen.paar for type_ in (p.heen, p.retour)}
        eisen: dict[str, Eis] = {}
        for plek, e in enumerate(gelezen.eis):
            pad: Pad = ("eis", plek)
            if e.id in eisen:
                self.gebreken.meld(pad, "komt twee keer voor", "geef elke eis een eigen id")
            self._naam((*pad, "id"), "id van een eis", e.id)
            self._kent_rollen(gelezen, pad, e.rollen)
            if not e.rollen:
                self.gebreken.meld(
                    (*pad, "rollen"), "een eis zonder rollen geldt voor niemand", "noem minstens één rol"
                )
            for rol in e.rollen:
                if rol in gelezen.rol and gelezen.rol[rol].soort == "buiten":
                    self.gebreken.meld(
                        (*pad, "rollen"), f"rol {rol!r} wordt niet getoetst", f"haal {rol!r} weg bij de eis"
                    )
            for nr, type_ in enumerate(e.types):
                if type_ not in bekend:
                    self.gebreken.meld(
                        (*pad, "types", nr),
                        f"type {type_!r} zit in geen enkel paar",
                        "voeg een [[paar]] met heen en retour toe, of verbeter het type",
                    )
            self._toets(pad, e)
            for nr, mijlpaal in enumerate(e.mijlpalen):
                if mijlpaal not in mijlpalen:
                    self.gebreken.meld(
                        (*pad, "mijlpalen", nr),
                        f"mijlpaal {mijlpaal!r} bestaat niet",
                        f"kies uit {', '.join(mijlpalen)}",
                    )
            eisen[e.id] = Eis(
                id=e.id,
                paragraaf=e.paragraaf,
                rollen=e.rollen,
                ernst=Ernst(e.ernst),
                tekst=self._vul(vuller, (*pad, "tekst"), e.tekst),
                toets=e.toets,
                mijlpalen=tuple(mijlpalen[nr] for nr in e.mijlpalen if nr in mijlpalen),
                typen=tuple(voorvoegsel + type_ for type_ in e.types),
                herkomst=_herkomst(gelezen, e.herkomst),
                toelichting=self._vul(vuller, (*pad, "toelichting"), e.toelichting),
            )
        return eisen

    def _toets(self, pad: Pad, e: vorm.Eis) -> None:
        # What is there and no text was noted already.
        geen = self.keten.boom.op(pad).get("toets", "") == ""
        if geen and Ernst(e.ernst) is not Ernst.INFORMATIEF:
            self.gebreken.meld(
                pad, f"de eis is {e.ernst}, en heeft geen toets", "noem een 'toets', of maak de eis informatief"
            )


def _herbouw(keten: Keten, gelezen: vorm.Bestand, naam: str, verzetting: Verzetting) -> Draaiboek:
    """Return one edition of a file with other moments.

    Raises:
        OngeldigDraaiboek: says what is wrong with it now.

    """
    momenten, grenzen = verzetting.momenten, verzetting.grenzen
    mijlpalen = tuple(
        structs.replace(m, moment=momenten.get(m.nr, m.moment), tot=momenten.get(f"{m.nr}.tot", m.tot))
        for m in gelezen.mijlpaal
    )
    fasen = tuple(
        structs.replace(
            f, begin=f.begin and grenzen.get(f.begin, f.begin), einde=f.einde and grenzen.get(f.einde, f.einde)
        )
        for f in gelezen.fase
    )
    gebreken = Gebreken(keten.boom)
    gebouwd = Bouwer(keten, gebreken).bouw(structs.replace(gelezen, mijlpaal=mijlpalen, fase=fasen))
    if len(gebreken):
        raise OngeldigDraaiboek(verslag(gebreken.alle))
    return next(draaiboek for draaiboek in gebouwd if draaiboek.naam == naam)


def _herkomst(gelezen: vorm.Bestand, eigen: str) -> Herkomst:
    return Herkomst(eigen or gelezen.herkomst or Herkomst.SEED)


def sha256_van(keten: Keten) -> str:
    """Return the fingerprint of a draaiboek: that of its file, or one over those of all files that it is put together from."""
    if len(keten.bronnen) == 1:
        return keten.bronnen[0].sha256
    return hashlib.sha256("\n".join(bron.sha256 for bron in keten.bronnen).encode()).hexdigest()
