"""Sentences that the kit made, said in another language by patterns; what a system said inside them stays as it is.

A pattern is matched from left to right and never gone back on: a field of text ends where the next words of the pattern first occur, and one that
must be a sentence at the first of a few such places up to which it is one. So a text of a system, however it is made, costs no more than a few times
its length for each pattern, and a text costs no more than `MEESTE_PROEVEN` patterns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

# In characters: no sentence of the kit is longer, and what is cannot be told in another language.
LANGSTE = 10_000
DIEPSTE = 12
MEESTE_PROEVEN = 6_000
MEESTE_DELEN = 200
MEESTE_EINDEN = 4
IN_GEHEUGEN = 4_096

# The kinds of field that are texts themselves. A hard one must be a sentence of the kit, up to where the words after it first or last occur; a soft one
# may be; the other is never looked into.
ZIN, ZIN_TOT_LAATST, ZIN_MISSCHIEN, TEKST = "zin", "zin_tot_laatst", "zin_misschien", "tekst"
TEKSTEN = (ZIN, ZIN_TOT_LAATST, ZIN_MISSCHIEN, TEKST)
_VELD = re.compile(r"\{(\w+?)(\d*)\}")
_DATUM = re.compile(r"\b(\d\d)-(\d\d)(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Veldsoort:
    """A kind of field that is no text.

    Args:
        vorm: what it looks like.
        om: what is put in other words in it, from and to.
        datum: whether it holds days as numbers, dd-mm or dd-mm-jjjj.

    """

    vorm: re.Pattern[str]
    om: Mapping[str, str] = field(default_factory=dict)
    datum: bool = False


@dataclass(frozen=True, slots=True)
class Patroon:
    """A sentence with fields.

    Args:
        woorden: what stands between the fields: one more than there are fields.
        velden: their names, in order.
        vertaling: the sentence in the other language, with the same fields in braces.

    """

    woorden: tuple[str, ...]
    velden: tuple[str, ...]
    vertaling: str

    @classmethod
    def lees(cls, nl: str, vertaling: str) -> "Patroon":
        """Return the pattern of a Dutch sentence with fields in braces."""
        delen = _VELD.split(nl)
        velden = tuple(naam + nr for naam, nr in zip(delen[1::3], delen[2::3], strict=True))
        return cls(tuple(delen[::3]), velden, vertaling)


class Zinnen:
    """The sentences of one language.

    Args:
        patronen: with fields, in the order in which they are tried.
        vast: sentences without any, by the Dutch one.
        velden: the kinds of field that are no text.
        voegen: what sentences are joined by before they are looked at as a whole, from and to.
        scheiden: what they are joined by when no pattern fits the whole.
        maanden: the twelve months, short.

    """

    def __init__(
        self,
        *,
        patronen: Sequence[Patroon],
        vast: Mapping[str, str],
        velden: Mapping[str, Veldsoort],
        voegen: Mapping[str, str],
        scheiden: Mapping[str, str],
        maanden: Sequence[str],
    ) -> None:
        self.patronen = patronen
        self.vast = vast
        self.velden = velden
        self.voegen = voegen
        self.scheiden = scheiden
        self.maanden = maanden
        self._onthouden = lru_cache(maxsize=IN_GEHEUGEN)(self._vertaal)

    @classmethod
    def lees(cls, gegevens: Mapping[str, Any], maanden: Sequence[str]) -> "Zinnen":
        """Return the sentences of a language file: its tables veld, voegen and scheiden, and ``[[zin]]`` with nl and the sentence itself."""
        paren = [(rij["nl"], rij["zin"]) for rij in gegevens.get("zin", ())]
        velden = {
            naam: Veldsoort(re.compile(soort["vorm"]), soort.get("om", {}), soort.get("datum", False))
            for naam, soort in gegevens.get("veld", {}).items()
        }
        return cls(
            patronen=[Patroon.lees(nl, zin) for nl, zin in paren if "{" in nl],
            vast={nl: zin for nl, zin in paren if "{" not in nl},
            velden=velden,
            voegen=gegevens.get("voegen", {}),
            scheiden=gegevens.get("scheiden", {}),
            maanden=maanden,
        )

    def met(self, vast: Mapping[str, str]) -> "Zinnen":
        """Return the same with more sentences without fields, such as those of the rules that a result carries."""
        return Zinnen(
            patronen=self.patronen,
            vast={**self.vast, **vast},
            velden=self.velden,
            voegen=self.voegen,
            scheiden=self.scheiden,
            maanden=self.maanden,
        )

    def vertaal(self, tekst: str) -> str | None:
        """Return a sentence in this language; None when it is none that is known, or too long to be one."""
        return self._onthouden(tekst) if len(tekst) <= LANGSTE else None

    def _vertaal(self, tekst: str) -> str | None:
        return _Poging(self).zin(tekst, 0)


class _Poging:
    """One sentence being translated: what was tried already, and how much more may be."""

    def __init__(self, zinnen: Zinnen) -> None:
        self.zinnen = zinnen
        self.gedaan: dict[str, str | None] = {}
        self.over = MEESTE_PROEVEN

    def zin(self, tekst: str, diepte: int) -> str | None:
        if tekst in self.zinnen.vast:
            return self.zinnen.vast[tekst]
        if diepte > DIEPSTE or not tekst:
            return None
        if tekst not in self.gedaan:
            # Whoever comes back to the same text within itself gets nowhere.
            self.gedaan[tekst] = None
            self.gedaan[tekst] = next(filter(None, self._wegen(tekst, diepte)), None)
        return self.gedaan[tekst]

    def _wegen(self, tekst: str, diepte: int) -> Iterator[str | None]:
        yield from (self._delen(tekst, *voeg, diepte) for voeg in self.zinnen.voegen.items())
        for patroon in self.zinnen.patronen:
            if tekst.startswith(patroon.woorden[0]) and tekst.endswith(patroon.woorden[-1]):
                self.over -= 1
                if self.over < 0:
                    return
                yield self._volgens(patroon, tekst, diepte)
        yield from (self._delen(tekst, *voeg, diepte) for voeg in self.zinnen.scheiden.items())

    def _delen(self, tekst: str, tussen: str, wordt: str, diepte: int) -> str | None:
        if tussen not in tekst:
            return None
        delen: list[str] = []
        for deel in tekst.split(tussen, MEESTE_DELEN):
            vertaald = self.zin(deel, diepte + 1)
            if vertaald is None:
                return None
            delen.append(vertaald)
        return wordt.join(delen)

    def _volgens(self, patroon: Patroon, tekst: str, diepte: int) -> str | None:
        waarden: dict[str, str] = {}
        plek, einde = len(patroon.woorden[0]), len(tekst) - len(patroon.woorden[-1])
        for nr, naam in enumerate(patroon.velden):
            laatste = nr == len(patroon.velden) - 1
            daarna = "" if laatste else patroon.woorden[nr + 1]
            for tot in self._einden(soort_van(naam), tekst, plek, einde, daarna):
                waarde = self._waarde(naam, tekst[plek:tot], diepte)
                if waarde is not None:
                    waarden[naam] = waarde
                    plek = tot + len(daarna)
                    break
            else:
                return None
        return patroon.vertaling.format_map(waarden) if plek == einde else None

    def _einden(self, soort: str, tekst: str, plek: int, einde: int, daarna: str) -> Iterator[int]:
        """Yield where a field may end that begins at a place."""
        if plek > einde:
            return
        if soort not in TEKSTEN:
            gevonden = self.zinnen.velden[soort].vorm.match(tekst, plek, einde)
            if gevonden is not None and tekst.startswith(daarna, gevonden.end()):
                yield gevonden.end()
        elif not daarna:
            yield einde
        elif soort == ZIN_TOT_LAATST:
            yield from filter(lambda tot: tot >= 0, [tekst.rfind(daarna, plek, einde)])
        else:
            tot = plek - 1
            for _ in range(MEESTE_EINDEN if soort == ZIN else 1):
                tot = tekst.find(daarna, tot + 1, einde)
                if tot < 0:
                    return
                yield tot

    def _waarde(self, naam: str, tekst: str, diepte: int) -> str | None:
        soort = soort_van(naam)
        if soort == TEKST:
            return tekst
        if soort in TEKSTEN:
            vertaald = self.zin(tekst, diepte + 1)
            return tekst if vertaald is None and soort == ZIN_MISSCHIEN else vertaald
        veld = self.zinnen.velden[soort]
        for van, naar in veld.om.items():
            tekst = tekst.replace(van, naar)
        return _DATUM.sub(self._datum, tekst) if veld.datum else tekst

    def _datum(self, gevonden: re.Match[str]) -> str:
        dag, maand, jaar = gevonden.groups()
        if not 1 <= int(maand) <= len(self.zinnen.maanden):
            return gevonden[0]
        return " ".join(deel for deel in (str(int(dag)), self.zinnen.maanden[int(maand) - 1], jaar) if deel)


def soort_van(naam: str) -> str:
    """Return the kind of a field: its name without the number that tells two of a kind apart."""
    return naam.rstrip("0123456789")
