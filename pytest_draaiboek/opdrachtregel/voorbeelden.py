"""What can be added to a draaiboek, as examples that fit the one that they are for: without their ``#`` they are good as they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Ernst, Mijlpaal, Paar
from pytest_draaiboek.draaiboeken.plaatsen import Geschreven
from pytest_draaiboek.opdrachtregel.toml import tekst
from pytest_draaiboek.toetsing.toetsen import SOORTEN
from pytest_draaiboek.toetsing.toetssoort import Toetssoort

# These say in the file itself what is done, and have an example of their own.
APART = ("proef", "attest")


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """One example.

    Args:
        naam: what it is an example of.
        uitleg: lines of what it is for.
        toml: its lines.
        bovenaan: whether it goes before the first table: a key of the file itself.

    """

    naam: str
    uitleg: tuple[str, ...]
    toml: tuple[str, ...]
    bovenaan: bool = False


def voorbeelden(draaiboek: Draaiboek, geschreven: Geschreven) -> tuple[Voorbeeld, ...]:
    """Return an example of everything that a draaiboek that builds on this one can add.

    Args:
        draaiboek: the one that it builds on.
        geschreven: as its file has it.

    """
    return tuple(_Maker(draaiboek, geschreven).alle())


class _Maker:
    def __init__(self, draaiboek: Draaiboek, geschreven: Geschreven) -> None:
        self.draaiboek = draaiboek
        self.voorvoegsel = geschreven.voorvoegsel
        self.eisteksten = geschreven.eisteksten
        getoetst = draaiboek.getoetste_paren
        self.paar: Paar = next((paar for paar in getoetst if not paar.verleden), getoetst[0])

    def alle(self) -> Iterator[Voorbeeld]:
        """Yield every example, in the order of a file."""
        yield from self._bovenaan()
        yield from self._vervalt()
        yield self._rol()
        yield self._venster()
        yield self._nieuwe_berichten()
        for soort in SOORTEN.values():
            if soort.naam not in APART:
                yield from self._eis_voor(soort)
        yield self._proef()
        if "attest" in SOORTEN:
            yield self._attest()
        yield self._vertaling()

    def _bovenaan(self) -> Iterator[Voorbeeld]:
        yield Voorbeeld(
            "herkomst",
            (
                "Waar uw eigen regels vandaan komen als ze niet in het draaiboek zelf staan: bron, afleiding of analogie.",
                "Het rapport zegt het erbij. Het kan ook per mijlpaal, venster, paar of eis, met een 'toelichting'.",
            ),
            ('herkomst = "afleiding"',),
            bovenaan=True,
        )
        yield Voorbeeld(
            "uitstel_gemeld",
            ("De mijlpaal waarop de keten uiterlijk meldt dat het live-moment verschuift (zie --draaiboek-uitstel).",),
            (f"uitstel_gemeld = {tekst((self.draaiboek.uitstel_gemeld or self.draaiboek.live).nr)}",),
            bovenaan=True,
        )

    def _vervalt(self) -> Iterator[Voorbeeld]:
        eis = next((eis for eis in self.draaiboek.eisen.values() if not eis.toets), None)
        eis = eis or next(iter(self.draaiboek.eisen.values()), None)
        if eis:
            yield Voorbeeld(
                "vervalt",
                ("Wat u niet overneemt, met lijsten 'mijlpaal', 'paar' (het heenbericht), 'eis' en 'proef'.",),
                ("[vervalt]", f"eis = {_lijst([eis.id])}"),
            )

    def _rol(self) -> Voorbeeld:
        return Voorbeeld(
            "rol",
            (
                "Een eigen rol. 'partij' verzendt en ontvangt, 'doorgever' geeft door, 'buiten' doet mee maar wordt niet getoetst.",
            ),
            ("[rol.eigen-rol]", 'naam = "eigen rol"', 'soort = "buiten"'),
        )

    def _venster(self) -> Voorbeeld:
        return Voorbeeld(
            "venster",
            (
                "Een ander venster: wanneer berichten in een versie verzonden mogen worden. Elke grens is een mijlpaal:",
                "vrijgegeven_vanaf, afgeraden_vanaf, geblokkeerd_vanaf, of alleen bestaat_niet_sinds. Deze types verlaten het",
                "venster dat ze hadden.",
            ),
            (
                "[[venster]]",
                f"types = {_lijst(self._kort([self.paar.heen, self.paar.retour]))}",
                f"versie = {tekst(self.draaiboek.naar)}",
                f"vrijgegeven_vanaf = {tekst(self.draaiboek.live.nr)}",
            ),
        )

    def _nieuwe_berichten(self) -> Voorbeeld:
        """Return a release with a pair of messages that the standard does not have: with their schemas, their pair, and their windows."""
        d, (heen, retour) = self.draaiboek, self._vrije_nummers()
        van, naar = self.paar.van, self.paar.naar
        versie = _volgende(d.naar)
        xsd = " en ".join(f"{self.voorvoegsel.lower()}{nummer}.xsd" for nummer in (heen, retour))
        return Voorbeeld(
            "nieuwe berichten",
            (
                f"Een eigen release met nieuwe berichten. Zet hun schema's ({xsd}) in de map 'xsd' naast",
                f"dit bestand, en zet bovenaan naar = \"{versie}\". Berichten zonder eigen schema zijn als in de release bij 'als'.",
                "Het paar zegt wie ze aan wie verzendt, het venster wanneer. Herhaalt het antwoord de kop van het heenbericht, laat",
                "dan 'verwijst' weg.",
            ),
            (
                "[standaard]",
                f"naam = {tekst(d.standaard)}",
                f"basis = {tekst(d.standaard)}",
                'map = "xsd"',
                "[[standaard.release]]",
                f"versie = {tekst(versie)}",
                f"als = {tekst(d.naar)}",
                f"[standaard.bericht.{self.voorvoegsel}{heen}]",
                'naam = "Nieuw bericht"',
                f"berichtcode = {tekst(_cijfers(heen))}",
                f"afzender = {tekst(van)}",
                f"ontvanger = {tekst(naar)}",
                f"[standaard.bericht.{self.voorvoegsel}{retour}]",
                'naam = "Antwoord op het nieuwe bericht"',
                f"berichtcode = {tekst(_cijfers(retour))}",
                f"afzender = {tekst(naar)}",
                f"ontvanger = {tekst(van)}",
                f'heen = "{self.voorvoegsel}{heen}"',
                'verwijst = "HeenIdentificatie"',
                "[[paar]]",
                f'heen = "{heen}"',
                f'retour = "{retour}"',
                f"van = {tekst(van)}",
                f"naar = {tekst(naar)}",
                "[[venster]]",
                f'types = ["{heen}", "{retour}"]',
                f"versie = {tekst(d.van)}",
                f"bestaat_niet_sinds = {tekst(d.live.nr)}",
                "[[venster]]",
                f'types = ["{heen}", "{retour}"]',
                f"versie = {tekst(versie)}",
                f"vrijgegeven_vanaf = {tekst(d.live.nr)}",
            ),
        )

    def _vrije_nummers(self) -> tuple[str, str]:
        """Return names for a message and its answer that no type has yet, without what all types begin with."""
        bezet = set(self._kort(self.draaiboek.typen))
        begin = "" if self.voorvoegsel else "NB"  # a type begins with a letter
        nummers = [f"{begin}{nr}" for nr in range(331, 1000) if f"{begin}{nr}" not in bezet]
        return nummers[0], nummers[1]

    def _eis_voor(self, soort: Toetssoort) -> Iterator[Voorbeeld]:
        """Yield an eis with a check: like one that the draaiboek has, or else about what fits; none when nothing does."""
        zoals = next((eis for eis in self.draaiboek.eisen.values() if eis.toets == soort.naam), None)
        if zoals:
            yield self._eis(soort.naam, f"Een eis met de toets '{soort.naam}', zoals eis {zoals.id}.", zoals)
            return
        for eis in self._mogelijke_eisen(soort):
            if any(tuple(soort.typen(self.draaiboek, eis, rol)) for rol in eis.rollen):
                yield self._eis(soort.naam, f"Een eis met de toets '{soort.naam}'.", eis)
                return

    def _mogelijke_eisen(self, soort: Toetssoort) -> Iterator[Eis]:
        """Yield eisen that a check could be about: for a role, and where it looks for a change in the calendar for a type that has it."""
        d = self.draaiboek
        mijlpalen = tuple(m for m in d.mijlpalen.values() if m.tot or not soort.tijdvak)
        for rol in d.toetsrollen:
            if soort.begint is None:
                if len(mijlpalen) >= soort.mijlpalen:
                    yield _eis_zonder_tekst(soort.naam, rol, mijlpalen[: soort.mijlpalen], ())
                continue
            for type_ in d.verzendt(rol):
                strook = d.stroken[type_, d.van]
                for oordeel in strook.oordelen[1:]:
                    if oordeel.soort is soort.begint and oordeel.mijlpaal:
                        yield _eis_zonder_tekst(soort.naam, rol, (oordeel.mijlpaal,), (type_,))

    def _eis(self, naam: str, uitleg: str, zoals: Eis) -> Voorbeeld:
        regels = [
            *_eiskop(f"eigen-{naam}", zoals.rollen, zoals.ernst, self.eisteksten.get(zoals.id, zoals.tekst)),
            f"toets = {tekst(naam)}",
        ]
        if zoals.mijlpalen:
            regels.append(f"mijlpalen = {_lijst([m.nr for m in zoals.mijlpalen])}")
        if zoals.typen:
            regels.append(f"types = {_lijst(self._kort(zoals.typen))}")
        return Voorbeeld(f"toets {naam}", (uitleg,), tuple(regels))

    def _proef(self) -> Voorbeeld:
        heen, rol = self.paar.heen, self.paar.van
        return Voorbeeld(
            "proef",
            (
                "Een toets die u zelf uitschrijft: stap voor stap wat er gedaan wordt, en wat er dan verzonden moet zijn.",
                "'op' is een mijlpaal of 'verleden'; 'doe' is verzend, ontvang, antwoord, retour, wacht of stand.",
            ),
            (
                *_eiskop("eigen-proef", (rol,), "verplicht", f"Verzendt {heen} na de overgang in de nieuwe versie."),
                'toets = "proef"',
                "[[proef]]",
                'eis = "eigen-proef"',
                f'naam = "{heen} een uur na live"',
                f"type = {tekst(self._kort([heen])[0])}",
                f"verleden = {_lijst(self._kort(self.paar.verleden))}",
                "[[proef.stap]]",
                f"op = {tekst(self.draaiboek.live.nr)}",
                'na = "1h"',
                'doe = "verzend"',
                f"type = {tekst(self._kort([heen])[0])}",
                "[[proef.stap.verwacht.bericht]]",
                f"type = {tekst(self._kort([heen])[0])}",
                'versie = "naar"',
                'aantal = "1"',
            ),
        )

    def _attest(self) -> Voorbeeld:
        return Voorbeeld(
            "attest",
            (
                "Een eis die alleen een mens kan bevestigen, met een ondertekende verklaring (--draaiboek-attest). Zonder die",
                "verklaring is hij niet getoetst.",
            ),
            (
                *_eiskop(
                    "eigen-attest",
                    self.draaiboek.toetsrollen,
                    "verplicht",
                    "Heeft gebruikers vooraf verteld wat er verandert.",
                ),
                'toets = "attest"',
            ),
        )

    def _vertaling(self) -> Voorbeeld:
        nr = next(iter(self.draaiboek.mijlpalen))
        return Voorbeeld(
            "vertaling",
            ("Uw teksten in een andere taal, voor een rapport in die taal (--draaiboek-taal en).",),
            ("[vertaling.en.mijlpaal]", f'{tekst(nr)} = "What holds from then on."'),
        )

    def _kort(self, typen: Iterable[str]) -> list[str]:
        return [type_.removeprefix(self.voorvoegsel) for type_ in typen]


def _cijfers(type_: str) -> str:
    return "".join(teken for teken in type_ if teken.isdigit())


def _volgende(versie: str) -> str:
    """Return a version after this one, as an example."""
    hoofd = versie.partition(".")[0]
    return f"{int(hoofd) + 1}.0" if hoofd.isdecimal() else f"{versie}-nieuw"


def _eis_zonder_tekst(toets: str, rol: str, mijlpalen: tuple[Mijlpaal, ...], typen: tuple[str, ...]) -> Eis:
    return Eis(
        id="",
        paragraaf="",
        rollen=(rol,),
        ernst=Ernst.VERPLICHT,
        tekst=f"Voldoet aan de toets '{toets}'.",
        toets=toets,
        mijlpalen=mijlpalen,
        typen=typen,
    )


def _eiskop(id_: str, rollen: Sequence[str], ernst: str, wat: str) -> tuple[str, ...]:
    return (
        "[[eis]]",
        f"id = {tekst(id_)}",
        'paragraaf = "eigen"',
        f"rollen = {_lijst(rollen)}",
        f"ernst = {tekst(ernst)}",
        f"tekst = {tekst(wat)}",
    )


def _lijst(teksten: Iterable[str]) -> str:
    return f"[{', '.join(map(tekst, teksten))}]"
