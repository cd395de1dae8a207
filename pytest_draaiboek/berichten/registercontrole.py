"""The rules that need a register, held against the one that the user gave; and which rules were not checked at all."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pytest_draaiboek.berichten.bericht import Bericht
from pytest_draaiboek.berichten.bevinding import Bevinding
from pytest_draaiboek.berichten.eenheden import EUROCENT, MINUTEN_PER_UUR, MINUUT, UUR
from pytest_draaiboek.berichten.plek import bevinding_bij
from pytest_draaiboek.berichten.register import Register, Tarief
from pytest_draaiboek.berichten.schemaoordeel import voldoet_aan_schema
from pytest_draaiboek.standaarden import alle_standaarden, laad_standaard, nummer_van
from pytest_draaiboek.standaarden.aanzicht import Aanzicht, Element, tekst_van
from pytest_draaiboek.standaarden.begrippen import kaal_aanzicht
from pytest_draaiboek.standaarden.reeks import geldt
from pytest_draaiboek.standaarden.regels import elementen_op
from pytest_draaiboek.standaarden.samenhangregels import Samenhangregel

Soort = tuple[str, str, str]
# Tells on which day an assigned product begins, by its number; None when that is not known.
Ingangsdatums = Callable[[str], str | None]
# Where a message itself says from when the care is assigned.
INGANG = ("Ingangsdatum", "ToewijzingIngangsdatum")


def controleer_register(bericht: Bericht, register: Register) -> list[Bevinding]:
    """Return what a message gets wrong about what is known outside it; nothing for a message that its schema refuses.

    Args:
        bericht: read or made.
        register: its parts that are there decide which rules are checked.

    """
    if not voldoet_aan_schema(bericht):
        return []
    return toets_register(bericht, kaal_aanzicht(bericht.root), register, lambda _nummer: None)


def toets_register(
    bericht: Bericht, aanzicht: Aanzicht, register: Register, ingangsdatum: Ingangsdatums
) -> list[Bevinding]:
    """Return what a message that its schema accepts gets wrong.

    Args:
        bericht: the message.
        aanzicht: the view of it, as `kaal_aanzicht` makes it.
        register: what is known.
        ingangsdatum: what is known of assigned products, from other messages.

    """
    nummer = bericht.soort.nummer
    kijk = _Blik(bericht, aanzicht, register, ingangsdatum)
    standaard = laad_standaard(bericht.standaard)
    return [
        bevinding_bij(waar.bron, regel.code, regel.retourcode, f"{gevonden}; {regel.melding}", regel.ernst)
        for regel in standaard.samenhangregels.regels
        if regel.register
        if geldt(standaard.vorm_van(bericht.versie), regel.vanaf, regel.tot)
        if all(register.heeft(deel) for deel in regel.register)
        for plek in regel.plekken.get(nummer, ())
        for element in elementen_op(plek)(aanzicht)
        for waar, gevonden in _TOETSEN[regel.code](kijk, element)
    ]


@dataclass(frozen=True, slots=True)
class NietNagekeken:
    """A rule that was not checked, and why."""

    code: str
    reden: str


ALLEEN, ONTOETSBAAR = "vraagt de berichten ervoor", "niet te toetsen"
ZONDER_REGISTER = "vraagt een register met"


def niet_nagekeken(
    *, samen: bool = False, register: Register | None = None, soorten: Collection[Soort] | None = None
) -> list[NietNagekeken]:
    """Return the rules of the standards that were not checked, each with the reason.

    Args:
        samen: whether the messages were checked as one history.
        register: what was known outside the messages.
        soorten: of the messages, each a standard, release and type in full: only the rules that could speak of those; None for all rules.

    """
    return [
        NietNagekeken(regel.code, reden)
        for regel, standaarden in _alle_regels()
        if soorten is None or any(_gaat_over(regel, soort) for soort in soorten if soort[0] in standaarden)
        if (reden := _reden(regel, samen, register))
    ]


def _gaat_over(regel: Samenhangregel, soort: Soort) -> bool:
    standaard, versie, berichttype = soort
    nummer = nummer_van(berichttype)
    if not regel.hoort_bij(laad_standaard(standaard).regelnaam, versie):
        return False
    if regel.niet_toetsbaar is not None or nummer in regel.plekken:
        return True
    return any(nummer in toets.plekken and toets.hoort_bij(standaard, versie) for toets in regel.toetsen)


def _reden(regel: Samenhangregel, samen: bool, register: Register | None) -> str | None:
    if regel.niet_toetsbaar is not None:
        return f"{ONTOETSBAAR}: {regel.niet_toetsbaar}"
    weg = [deel for deel in regel.register if register is None or not register.heeft(deel)]
    if weg:
        return f"{ZONDER_REGISTER} {' en '.join(weg)}"
    return ALLEEN if regel.toetsen and not samen else None


def _alle_regels() -> Collection[tuple[Samenhangregel, list[str]]]:
    """Return every rule that no message can be held to by itself, each with the names of the standards in whose family it is."""
    gevonden: dict[int, tuple[Samenhangregel, list[str]]] = {}
    for standaard in alle_standaarden():
        for regel in standaard.samenhangregels.regels:
            gevonden.setdefault(id(regel), (regel, []))[1].append(standaard.naam)
    return gevonden.values()


@dataclass(frozen=True, slots=True)
class _Blik:
    bericht: Bericht
    aanzicht: Aanzicht
    register: Register
    ingangsdatum: Ingangsdatums

    def ingangsdatums(self) -> set[date]:
        """Return from when the care is assigned that the message is about, as far as that is known."""
        per_naam = self.aanzicht.per_naam
        zelf = [element.tekst for naam in INGANG for element in per_naam.get(naam, ())]
        elders = [self.ingangsdatum(element.tekst) for element in per_naam.get("ToewijzingNummer", ())]
        return {date.fromisoformat(tekst) for tekst in (*zelf, *elders) if tekst}


Uitkomst = Iterator[tuple[Element, str]]


def _dagtekening(kijk: _Blik, element: Element) -> Uitkomst:
    op = kijk.register.op
    if op is not None and date.fromisoformat(element.tekst) > op:
        yield element, f"gevonden is {element.tekst!r}, en het bericht wordt ontvangen op {op}"


def _gemeente(kijk: _Blik, element: Element) -> Uitkomst:
    dagen = kijk.ingangsdatums()
    register, code = kijk.register, element.tekst
    niet = sorted(dag for dag in dagen if not register.gemeente_gold(code, dag))
    if niet:
        yield element, f"gevonden is {code!r}, die niet gold op {niet[0]}"
    elif not dagen and not register.gemeente_bestond(code, kijk.bericht.dagtekening):
        yield element, f"gevonden is {code!r}, die tot en met {kijk.bericht.dagtekening} niet bestond"


def _product(kijk: _Blik, element: Element) -> Uitkomst:
    voorvoegsel = "" if element.naam == "Product" else "Product"
    categorie, code = tekst_van(element, f"{voorvoegsel}Categorie"), tekst_van(element, f"{voorvoegsel}Code")
    if code and not kijk.register.kent_product(kijk.bericht.standaard, categorie, code):
        yield element.kinderen[f"{voorvoegsel}Code"][0], f"gevonden is {code!r} bij categorie {categorie!r}"


def _aanbieder(kijk: _Blik, element: Element) -> Uitkomst:
    if element.tekst not in (kijk.register.agb_codes or ()):
        yield element, f"gevonden is {element.tekst!r}"


def _tarief(kijk: _Blik, element: Element) -> Uitkomst:
    """TR418: an hourly tariff that is declared in minutes is that of a minute, in whole cents (IV081)."""
    gevonden = element.kinderen.get("ProductTarief")
    if not gevonden:
        return
    eenheid = tekst_van(element, "Eenheid")
    mogelijk = set()
    for tarief in _tarieven(kijk, element):
        if tarief.eenheid == eenheid:
            mogelijk.add(tarief.tarief_cent)
        elif (tarief.eenheid, eenheid) == (UUR, MINUUT):
            mogelijk.add(_afgerond(tarief.tarief_cent, MINUTEN_PER_UUR))
    if mogelijk and int(gevonden[0].tekst) not in mogelijk:
        contract = " of ".join(str(cent) for cent in sorted(mogelijk))
        yield gevonden[0], f"gevonden is {gevonden[0].tekst} eurocent, en in het contract staat {contract}"


def _bedrag(kijk: _Blik, element: Element) -> Uitkomst:
    """TR346: volume times tariff, or for hours that are declared in minutes the tariff of the contract by the minute."""
    eenheid, tekst = tekst_van(element, "Eenheid"), tekst_van(element, "ProductTarief")
    if eenheid == EUROCENT or not tekst:
        return
    volume, (ingediend,) = int(tekst_van(element, "GeleverdVolume")), element.kinderen["IngediendBedrag"]
    verwacht = {volume * int(tekst)}
    uurtarieven = {tarief.tarief_cent for tarief in _tarieven(kijk, element) if tarief.eenheid == UUR}
    if eenheid == MINUUT and uurtarieven:
        verwacht = {_afgerond(cent * volume, MINUTEN_PER_UUR) for cent in uurtarieven}
    bedrag = ingediend.kinderen["Bedrag"][0]
    if int(bedrag.tekst) not in verwacht:
        uitkomst = " of ".join(str(cent) for cent in sorted(verwacht))
        yield bedrag, f"gevonden is {bedrag.tekst} eurocent, en de uitkomst is {uitkomst}"


_TOETSEN: Mapping[str, Callable[[_Blik, Element], Uitkomst]] = {
    "TR135": _dagtekening,
    "TR378": _gemeente,
    "TR381": _product,
    "TR418": _tarief,
    "TR346": _bedrag,
    "AGB": _aanbieder,
}


def _tarieven(kijk: _Blik, prestatie: Element) -> list[Tarief]:
    begin = date.fromisoformat(prestatie.kinderen["ProductPeriode"][0].kinderen["Begindatum"][0].tekst)
    return kijk.register.tarieven_voor(
        kijk.bericht.afzender, kijk.bericht.ontvanger, tekst_van(prestatie, "ProductCode"), begin
    )


def _afgerond(teller: int, noemer: int) -> int:
    """Return a quotient rounded to a whole number, halves up."""
    return (2 * teller + noemer) // (2 * noemer)
