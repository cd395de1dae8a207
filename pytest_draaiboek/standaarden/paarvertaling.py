"""Says in Python that a message may hold two elements that do not go together: a pair of which something is true, or an equal key."""

from typing import NamedTuple

from pytest_draaiboek.standaarden.codevertaling import WAAR, Vertaler, en, of, over
from pytest_draaiboek.standaarden.noties import soort_van
from pytest_draaiboek.standaarden.rijen import Rij
from pytest_draaiboek.standaarden.wandeling import Wandeling
from pytest_draaiboek.standaarden.wegen import Onvertaalbaar, Plaats, onder
from pytest_draaiboek.standaarden.zinsbouw import Deel, En, Functie, Pad, Vergelijking


def vraag_sleutel(wandeling: Wandeling, plaats: Plaats, sleutel: tuple[str, ...]) -> None:
    """Ask whether two elements under the same parent have the same key.

    Args:
        wandeling: that meets them.
        plaats: of the elements.
        sleutel: paths of the parts of the key.

    Raises:
        Onvertaalbaar: for a key that can't be said.

    """
    delen = [_sleuteldeel(wandeling, plaats, deel.split("/")) for deel in sleutel]
    ouder = plaats[:-1]
    lijst = wandeling.lijst(ouder, plaats, WAAR, f"({', '.join(delen)},)" if len(delen) > 1 else delen[0])
    wandeling.vraag(ouder, f"len({lijst}) > 1 and len(set({lijst})) < len({lijst})")


def _sleuteldeel(wandeling: Wandeling, plaats: Plaats, namen: list[str]) -> str:
    for naam in namen:
        verder = onder(plaats, naam)
        if verder is None:
            return "None"
        if verder[-1].herhaalbaar:
            raise Onvertaalbaar
        plaats = verder
    if plaats[-1].datatype is None:
        raise Onvertaalbaar
    return wandeling.een("", plaats)


def vraag_paar(wandeling: Wandeling, plaats: Plaats, fout: Deel, *, broers: bool) -> None:
    """Ask whether something is true of two elements.

    Args:
        wandeling: that meets them.
        plaats: of the elements.
        fout: what must not be true of $a and $b, of which $a stands first.
        broers: whether they have the same parent; else they may stand anywhere.

    Raises:
        Onvertaalbaar: for what can't be said.

    """
    rij = Rij(wandeling)
    waar = Vertaler({"$a": plaats, "$b": plaats}, rij).waar(fout)
    kant = Vertaler({"$a": plaats, "$b": plaats}, rij.van_een)
    gelijk = [(_kant(kant, hier), _kant(kant, daar)) for hier, daar in _gelijk(fout)]
    top = plaats[:-1] if broers else plaats[:1]
    lijst = wandeling.lijst(top, plaats, WAAR, rij.waarde)
    wandeling.vraag(
        top,
        en(
            f"len({lijst}) > 1",
            _misschien(lijst, rij, gelijk, [_van_een(kant, fout, wie) for wie in ("$a", "$b")]) if gelijk else WAAR,
            f"any({waar} for {rij.uitgepakt('a')}, {rij.uitgepakt('b')} in combinations({lijst}, 2))",
        ),
    )


def _misschien(lijst: str, rij: Rij, gelijk: "list[tuple[_Kant, _Kant]]", eigen: list[str]) -> str:
    """Return whether two may be equal in what they must be equal in: seen at once of all of them, and not of each two."""
    van = f"for {rij.uitgepakt(rij.van_een.wie)} in {lijst}"
    hier, daar = (_sleutel([paar[nr].tekst for paar in gelijk]) for nr in (0, 1))
    als_hier, als_daar = (en(eigen[nr], *(paar[nr].als for paar in gelijk)) for nr in (0, 1))
    anderen = f"[{daar} {van}{_filter(als_daar)}]"
    if hier == daar:
        return f"dubbel([{hier} {van}{_filter(of(als_hier, als_daar))}], {anderen})"
    return f"not {{{hier} {van}{_filter(als_hier)}}}.isdisjoint({anderen})"


def _sleutel(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"({', '.join(delen)})"


def _filter(als: str) -> str:
    return "" if als == WAAR else f" if {als}"


class _Kant(NamedTuple):
    """One side of an equality: when it can be equal to anything, and its text without needless white space."""

    als: str
    tekst: str


def _kant(vertaler: Vertaler, deel: Deel) -> _Kant:
    kaal = deel.delen[0] if isinstance(deel, Functie) and deel.naam == "normalize-space" else deel
    weg = vertaler.weg(deel) if isinstance(deel, Pad) else None
    return _Kant(weg.is_er if weg else WAAR, vertaler.tekst(Functie("normalize-space", (kaal,))))


def _van_een(vertaler: Vertaler, fout: Deel, wie: str) -> str:
    """Return what must be true of one of them, whatever the other is."""
    return en(*(vertaler.waar(deel) for deel in _delen(fout) if set(over(deel)) == {wie}))


def _delen(fout: Deel) -> tuple[Deel, ...]:
    return fout.delen if isinstance(fout, En) else (fout,)


def _gelijk(fout: Deel) -> list[tuple[Deel, Deel]]:
    """Return the texts of $a and of $b that must be equal."""
    gelijk: list[tuple[Deel, Deel]] = []
    for deel in _delen(fout):
        match deel:
            case Vergelijking(links, "=", rechts) if {soort_van(links), soort_van(rechts)} <= {"tekst", "elementen"}:
                wie = set(over(links)), set(over(rechts))
                if wie == ({"$a"}, {"$b"}):
                    gelijk.append((links, rechts))
                elif wie == ({"$b"}, {"$a"}):
                    gelijk.append((rechts, links))
    return gelijk
