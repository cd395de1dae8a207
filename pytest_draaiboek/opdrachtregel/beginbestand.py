"""The file that ``draaiboek nieuw`` writes: another draaiboek with its moments to be changed, and an example of everything that can be added."""

from collections.abc import Iterator

from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.draaiboeken.plaatsen import Geschreven
from pytest_draaiboek.draaiboeken.schema import NAAM as SCHEMANAAM
from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.opdrachtregel.bestanden import als_argument
from pytest_draaiboek.opdrachtregel.toml import moment, tekst
from pytest_draaiboek.opdrachtregel.voorbeelden import Voorbeeld, voorbeelden

LIJN = 100


def beginbestand(draaiboek: Draaiboek, basis: str, geschreven: Geschreven, naam: str, bestand: str) -> str:
    """Return the text of a draaiboek file that builds on another one, and is as good as that as it stands.

    Lines that are an example begin with ``#`` and no space: without it they are TOML.

    Args:
        draaiboek: the one that it builds on.
        basis: how the file names that.
        geschreven: that one as its own file has it.
        naam: of the new draaiboek.
        bestand: name of the file.

    """
    delen = voorbeelden(draaiboek, geschreven)
    regels = [
        *_kop(basis, naam, bestand),
        f"van = {tekst(draaiboek.van)}",
        f"naar = {tekst(draaiboek.naar)}",
        *(regel for deel in delen if deel.bovenaan for regel in ("", *_als_voorbeeld(deel))),
        *_uitgave(draaiboek, geschreven.voorvoegsel, naam),
        *_fasen(draaiboek),
        *_mijlpalen(draaiboek),
        *_streep("Voorbeelden van wat u kunt toevoegen: haal de # weg, en pas het aan"),
    ]
    for deel in delen:
        if not deel.bovenaan:
            regels += ["", *_als_voorbeeld(deel)]
    return "\n".join(regels) + "\n"


def _kop(basis: str, naam: str, bestand: str) -> Iterator[str]:
    yield f"#:schema ./{SCHEMANAAM}"
    yield f"# Een eigen draaiboek, dat verder bouwt op {in_een_regel(basis)}."
    yield "#"
    yield "# Alles wat daar staat geldt ook hier, behalve wat hier anders staat. Een mijlpaal of fase met hetzelfde nummer, een"
    yield "# paar met hetzelfde heenbericht en een eis met hetzelfde id vervangen alleen de velden die u noemt. Wat nieuw is,"
    yield "# komt erbij. Wat u niet verandert, mag u weglaten."
    yield "#"
    yield "# Regels die met # en zonder spatie beginnen, zijn voorbeelden: haal de # weg en pas ze aan."
    yield "#"
    yield f"#   Nakijken:  draaiboek controleer-draaiboek {als_argument(in_een_regel(bestand))}"
    yield f"#   Bekijken:  draaiboek toon {als_argument(in_een_regel(bestand))}"
    yield f"#   Toetsen:   pytest {als_argument(f'--draaiboek=./{in_een_regel(bestand)}')}"
    yield ""
    yield "formaat = 1"
    yield f"basis = {tekst(basis)}"
    yield f"titel = {tekst(f'Draaiboek {naam}')}"
    yield "# Het document waar de momenten uit komen, met versie en datum: het staat in elk rapport."
    yield f"bron = {tekst('Nog in te vullen: het document waar de momenten uit komen')}"
    yield "# De versie die eindigt en de versie die begint."


def _uitgave(draaiboek: Draaiboek, voorvoegsel: str, naam: str) -> Iterator[str]:
    yield ""
    yield "# Onder deze naam staat het draaiboek in het rapport, in de badge en in elk resultaat."
    yield f"[uitgave.{tekst(naam)}]"
    yield f"standaard = {tekst(draaiboek.standaard)}"
    yield f"voorvoegsel = {tekst(voorvoegsel)}"
    yield f"titel = {tekst(f'{naam}: van {{van}} naar {{naar}}')}"


def _fasen(draaiboek: Draaiboek) -> Iterator[str]:
    yield from _streep("Fasen: elke fase begint waar de vorige eindigt")
    for fase in draaiboek.fasen:
        yield ""
        yield f"# {in_een_regel(fase.naam)}"
        yield "[[fase]]"
        yield f"nr = {fase.nr}"
        if fase.begin:
            yield f"begin = {moment(fase.begin)}"
        if fase.einde:
            yield f"einde = {moment(fase.einde)}"


def _mijlpalen(draaiboek: Draaiboek) -> Iterator[str]:
    zone = in_een_regel(draaiboek.zone.key)
    yield from _streep(f"Mijlpalen: lokale tijd ({zone}), zonder offset; vanaf dat moment geldt het nieuwe")
    for mijlpaal in draaiboek.mijlpalen.values():
        yield ""
        wie = ", ".join(draaiboek.rollen[rol].naam for rol in mijlpaal.rollen) or "allen"
        live = f" Dit is het moment waarop {draaiboek.naar} live gaat." if mijlpaal == draaiboek.live else ""
        yield f"# {in_een_regel(f'{wie}: {mijlpaal.wat}{live}')}"
        yield "[[mijlpaal]]"
        yield f"nr = {tekst(mijlpaal.nr)}"
        yield f"moment = {moment(mijlpaal.moment)}"
        if mijlpaal.tot:
            yield f"tot = {moment(mijlpaal.tot)}"


def _als_voorbeeld(voorbeeld: Voorbeeld) -> Iterator[str]:
    yield from (f"# {regel}" for regel in voorbeeld.uitleg)
    yield from (f"#{regel}" for regel in voorbeeld.toml)


def _streep(kop: str) -> Iterator[str]:
    yield ""
    yield f"# --- {kop} ".ljust(LIJN, "-")
