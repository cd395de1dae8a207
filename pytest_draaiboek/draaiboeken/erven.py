"""What a draaiboek takes from the one it builds on, key by key; what it gives itself goes first.

It deals with files of which the shape has not been looked at yet: what is not as it should be stays as it is, for the check of the shape to find.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pytest_draaiboek.draaiboeken.bestand import SLEUTELS
from pytest_draaiboek.draaiboeken.boom import Tabel
from pytest_draaiboek.draaiboeken.gebrek import Gebrek, Pad

# These are not inherited, but dealt with here.
_NIET = frozenset({"basis", "vervalt", "uitgave", "vertaling", "venster", "proef", *SLEUTELS})
# Which text of an item has translations.
_TEKSTVELD = {"eis": "tekst", "mijlpaal": "wat", "fase": "naam", "rol": "naam"}
_OP_TEKST = ("toelichting", "proef")


def erf(basis: Tabel, eigen: Tabel, gebreken: list[Gebrek]) -> Tabel:
    """Return a draaiboek with what it inherits.

    Args:
        basis: what it builds on, itself complete.
        eigen: the file that builds on it.
        gebreken: takes what is wrong with the inheriting.

    """
    return _Erfenis(basis, eigen, gebreken).geheel()


class _Erfenis:
    def __init__(self, basis: Tabel, eigen: Tabel, gebreken: list[Gebrek]) -> None:
        self.basis = basis
        self.eigen = eigen
        self.gebreken = gebreken
        self.uit = Tabel(eigen.bron, eigen.pad)

    def geheel(self) -> Tabel:
        for sleutel in self.eigen:
            if sleutel not in ("basis", "vervalt"):
                self.uit.neem_over(sleutel, self.eigen)
        for sleutel in self.basis:
            if sleutel not in self.eigen and sleutel not in _NIET:
                self.uit.neem_over(sleutel, self.basis)
        self._uitgave()
        vervalt = self._vervalt()
        for lijst, sleutel in SLEUTELS.items():
            self._zet(lijst, _samen(self._items(lijst, vervalt), self._eigen_items(lijst), (sleutel,)))
        self._zet("proef", _samen(self._items("proef", vervalt), self._eigen_items("proef"), ("eis", "naam")))
        if isinstance(self.eigen.get("rol"), Tabel) and isinstance(self.basis.get("rol"), Tabel):
            self.uit["rol"] = _verdiep(self.basis["rol"], self.eigen["rol"])
        self._types()
        self._vertalingen()
        return self.uit

    def _zet(self, lijst: str, items: list[Any] | None) -> None:
        """Set a list, unless the own one is no list at all or there is none anywhere."""
        if items is not None and isinstance(self.eigen.get(lijst, []), list) and (items or lijst in self.basis):
            self.uit[lijst] = items

    def _eigen_items(self, lijst: str) -> list[Any]:
        return _rij(self.eigen.get(lijst))

    def _items(self, lijst: str, vervalt: Mapping[str, set[str]]) -> list[Any]:
        """Return the items of the basis that do not lapse."""
        weg = vervalt.get(lijst, set())
        sleutel = SLEUTELS.get(lijst, "naam")
        zonder_eis = vervalt.get("eis", set()) if lijst == "proef" else set()
        return [
            een
            for een in _rij(self.basis.get(lijst))
            if _tekst(een, sleutel) not in weg and _tekst(een, "eis") not in zonder_eis
        ]

    def _uitgave(self) -> None:
        eerder = self.basis.get("uitgave")
        if "uitgave" not in self.eigen:
            if "uitgave" in self.basis:
                self.uit.neem_over("uitgave", self.basis)
            self._meld(
                (),
                "uitgave",
                "een draaiboek met een basis heeft een eigen naam nodig, en die ontbreekt",
                'voeg een [uitgave."naam"] toe, met standaard, voorvoegsel en titel',
            )
        elif isinstance(eerder, dict) and isinstance(self.eigen["uitgave"], dict):
            for naam in self.eigen["uitgave"]:
                if naam in eerder:
                    self._meld(
                        ("uitgave", naam),
                        f"uitgave.{naam}",
                        "zo heet de basis zelf al",
                        "geef dit draaiboek een naam van zichzelf",
                    )

    def _vervalt(self) -> dict[str, set[str]]:
        """Return what lapses, by list; the shape of it is looked at here, since it is not in the whole."""
        vervalt = self.eigen.get("vervalt", {})
        if not isinstance(vervalt, dict):
            self._meld(("vervalt",), "vervalt", "is geen tabel", "schrijf [vervalt], met lijsten eronder")
            return {}
        weg: dict[str, set[str]] = {}
        for lijst, namen in vervalt.items():
            waar: Pad = ("vervalt", lijst)
            bekend = {"mijlpaal": "nr", "paar": "heen", "eis": "id", "proef": "naam"}
            if lijst not in bekend:
                self._meld(
                    waar,
                    f"vervalt.{lijst}",
                    "dit kan niet vervallen",
                    f"kies uit {', '.join(bekend)}, of haal de regel weg",
                )
                continue
            if not isinstance(namen, list) or not all(isinstance(naam, str) for naam in namen):
                self._meld(
                    waar, f"vervalt.{lijst}", "is geen lijst van teksten", 'schrijf bijvoorbeeld ["3.1.1", "3.1.2"]'
                )
                continue
            items = _rij(self.basis.get(lijst))
            aanwezig = [naam for een in items if (naam := _tekst(een, bekend[lijst])) is not None]
            for nr, naam in enumerate(namen):
                if naam not in aanwezig:
                    self._meld(
                        (*waar, nr),
                        f"vervalt.{lijst}",
                        f"{naam!r} is niet in de basis",
                        f"haal het weg, of kies uit {', '.join(aanwezig) or 'niets: de basis heeft er geen'}",
                    )
            weg[lijst] = set(namen)
        return weg

    def _types(self) -> None:
        """Give windows the own versions, and take from inherited windows, pairs, eisen and proeven what is no longer there."""
        weg = _typen(self.basis.get("paar")) - _typen(self.uit.get("paar"))
        versies = {_tekst(self.basis, v): self.uit.get(v) for v in ("van", "naar")}
        eigen = self._eigen_items("venster")
        bezet = {(t, _tekst(v, "versie")) for v in eigen for t in _teksten(_veld(v, "types"))}
        vensters: list[Any] = []
        for venster in self._items("venster", {}):
            if not isinstance(venster, Tabel):
                continue
            nieuw = venster.kopie()
            versie = versies.get(_tekst(venster, "versie"), _veld(venster, "versie"))
            if "versie" in venster:
                nieuw["versie"] = versie
            gezet = bezet if isinstance(versie, str) else ()
            over = [t for t in _teksten(_veld(venster, "types")) if t not in weg and (t, versie) not in gezet]
            nieuw["types"] = over
            if over:
                vensters.append(nieuw)
        self._zet("venster", [*vensters, *eigen])
        if not weg:
            return
        for lijst, veld in (("eis", "types"), ("paar", "verleden")):
            if isinstance(items := self.uit.get(lijst), list):
                over_ = (_zonder(een, veld, weg, self.eigen, valt_weg=lijst == "eis") for een in items)
                self.uit[lijst] = [een for een in over_ if een is not None]
        eisen = {_tekst(een, "id") for een in _rij(self.uit.get("eis"))}
        if isinstance(proeven := self.uit.get("proef"), list):
            self.uit["proef"] = [
                een
                for een in proeven
                if self._is_eigen(een) or (_tekst(een, "type") not in weg and _tekst(een, "eis") in eisen)
            ]

    def _is_eigen(self, item: object) -> bool:
        return not isinstance(item, Tabel) or item.bron is self.eigen.bron

    def _vertalingen(self) -> None:
        """Inherit the translations of those texts that are inherited themselves: the others would say something else."""
        eerder = self.basis.get("vertaling")
        if not isinstance(eerder, Tabel):
            return
        over = Tabel(eerder.bron, eerder.pad)
        for taal, soorten in eerder.items():
            if isinstance(soorten, Tabel):
                over[taal] = nieuw = Tabel(soorten.bron, soorten.pad)
                for soort, teksten in soorten.items():
                    if isinstance(teksten, Tabel):
                        geldig = self._geldige(soort)
                        nieuw[soort] = Tabel(teksten.bron, teksten.pad)
                        for naam in teksten:
                            if naam in geldig:
                                nieuw[soort].neem_over(naam, teksten)
        eigen = self.eigen.get("vertaling", Tabel(eerder.bron, eerder.pad))
        if isinstance(eigen, Tabel):
            self.uit["vertaling"] = _verdiep(over, eigen)

    def _geldige(self, soort: str) -> set[str]:
        """Return the names of which an inherited translation still says what the text says."""
        if soort in _OP_TEKST:
            return set(_alle_teksten([self.uit.get(lijst) for lijst in (*SLEUTELS, "venster", "proef")]))
        if soort == "rol":
            rollen = self.uit.get("rol", {})
            eigen = self.eigen.get("rol", {})
            return {r for r in rollen if _veld(_veld(eigen, r), "naam") is None} if isinstance(rollen, dict) else set()
        sleutel, veld = SLEUTELS.get(soort, ""), _TEKSTVELD.get(soort, "")
        return {
            str(een[sleutel])
            for een in _rij(self.uit.get(soort))
            if isinstance(een, Tabel) and sleutel in een and een.plaats_van(veld).bron is not self.eigen.bron
        }

    def _meld(self, pad: Pad, sleutel: str, gevonden: str, raad: str) -> None:
        plaats = self.eigen.plaats(pad)
        self.gebreken.append(Gebrek(plaats.bron.naam, plaats.regel, sleutel, gevonden, raad))


def _samen(basis: list[Any], eigen: list[Any], sleutels: tuple[str, ...]) -> list[Any]:
    """Return the items of the basis, each overlaid with the own one of the same name, and then what is new."""
    uit = list(basis)
    plek = {naam: nr for nr, een in enumerate(basis) if (naam := _naam(een, sleutels)) is not None}
    for een in eigen:
        naam = _naam(een, sleutels)
        # The second of a name stays by itself, so that it is seen to be there twice.
        nr = plek.pop(naam, None) if naam is not None else None
        if nr is None:
            uit.append(een)
        else:
            uit[nr] = _overheen(basis[nr], een)
    return uit


def _naam(item: object, sleutels: tuple[str, ...]) -> tuple[str | int, ...] | None:
    namen = tuple(_veld(item, sleutel) for sleutel in sleutels)
    return namen if all(isinstance(naam, str | int) for naam in namen) else None


def _overheen(basis: Tabel, eigen: Tabel) -> Tabel:
    uit = Tabel(eigen.bron, eigen.pad)
    for sleutel in basis:
        uit.neem_over(sleutel, eigen if sleutel in eigen else basis)
    for sleutel in eigen:
        uit.neem_over(sleutel, eigen)
    return uit


def _verdiep(basis: Tabel, eigen: Tabel) -> Tabel:
    """Return a table laid over another, and the tables in it likewise."""
    uit = _overheen(basis, eigen)
    for sleutel, waarde in eigen.items():
        onder = basis.get(sleutel)
        if isinstance(waarde, Tabel) and isinstance(onder, Tabel):
            uit[sleutel] = _verdiep(onder, waarde)
    return uit


def _zonder(item: object, veld: str, weg: set[str], eigen: Tabel, *, valt_weg: bool) -> object:
    """Return an item without types that are gone, as far as it inherited them; None for one of which nothing is left."""
    types = _teksten(_veld(item, veld))
    if not isinstance(item, Tabel) or not weg & set(types) or item.plaats_van(veld).bron is eigen.bron:
        return item
    nieuw = item.kopie()
    nieuw[veld] = [type_ for type_ in types if type_ not in weg]
    # Without types an eis is about all types: that is not what was left of it.
    return None if valt_weg and not nieuw[veld] else nieuw


def _veld(item: object, veld: str) -> Any:
    return item.get(veld) if isinstance(item, dict) else None


def _tekst(item: object, veld: str) -> str | None:
    waarde = _veld(item, veld)
    return waarde if isinstance(waarde, str) else None


def _rij(waarde: object) -> list[Any]:
    return waarde if isinstance(waarde, list) else []


def _teksten(waarde: object) -> list[str]:
    return [een for een in _rij(waarde) if isinstance(een, str)]


def _typen(paren: object) -> set[str]:
    return {type_ for een in _rij(paren) for veld in ("heen", "retour") if (type_ := _tekst(een, veld)) is not None}


def _alle_teksten(waarde: object) -> Iterable[str]:
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, dict):
        for een in waarde.values():
            yield from _alle_teksten(een)
    elif isinstance(waarde, list):
        for een in waarde:
            yield from _alle_teksten(een)
