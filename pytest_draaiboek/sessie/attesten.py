"""Signed statements, read with suspicion: what is not whole, not true to the eis, or not of this time, is refused."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from pytest_draaiboek.draaiboeken import Draaiboek, Eis, namen
from pytest_draaiboek.draaiboeken.plekken import vind_plekken
from pytest_draaiboek.fouten import OngeldigeInstelling
from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.toetsing.toetsen.attest import attest
from pytest_draaiboek.toetsing.verklaring import Verklaring

OPTIE = "--draaiboek-attest"
GROOTSTE_BESTAND_BYTES = 1_000_000
GELDIG = timedelta(days=365)
ANTWOORDEN = {True: True, False: False, "ja": True, "nee": False}
INGEVULD = ("tekst", "verklaring", "naam", "functie", "datum")


class _Attest(msgspec.Struct, forbid_unknown_fields=True):
    draaiboek: str
    eis: str
    tekst: str
    verklaring: bool | str
    naam: str
    functie: str
    datum: Any
    rol: str = ""
    toelichting: str = ""
    handtekening: str = ""


class _Bestand(msgspec.Struct, forbid_unknown_fields=True):
    attest: list[_Attest]


def lees_attesten(pad: Path, draaiboeken: tuple[Draaiboek, ...], vandaag: date | None = None) -> tuple[Verklaring, ...]:
    """Read a file of statements: ``[[attest]]`` with draaiboek, eis, tekst, verklaring, naam, functie and datum, and perhaps more.

    Args:
        pad: of the file.
        draaiboeken: of the run; what is stated about another one that the kit has is left aside.
        vandaag: the day on which it is read; default: the real one.

    Raises:
        OngeldigeInstelling: for a file that cannot be read, and for a statement that cannot count: names file and line, and what to do.

    """
    try:
        if pad.stat().st_size > GROOTSTE_BESTAND_BYTES:
            raise OngeldigeInstelling(
                f"{pad}: groter dan {GROOTSTE_BESTAND_BYTES:,} bytes; dat is geen bestand met verklaringen. Controleer {OPTIE}."
            )
        tekst = pad.read_text(encoding="utf-8")
    except OSError as fout:
        raise OngeldigeInstelling(f"{pad}: niet te lezen ({fout.strerror}). Controleer {OPTIE}.") from fout
    except UnicodeDecodeError as fout:
        raise OngeldigeInstelling(f"{pad}: geen UTF-8 ({fout}). Schrijf het bestand als UTF-8.") from fout
    plekken = vind_plekken(tekst)
    if plekken.te_diep:
        raise OngeldigeInstelling(
            f"{pad}: regel {plekken.te_diep}: te diep genest voor een bestand met verklaringen. Controleer {OPTIE}."
        )
    try:
        gelezen = msgspec.convert(tomllib.loads(tekst), _Bestand).attest
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fout:
        raise OngeldigeInstelling(
            f"{pad}: geen geldig bestand met verklaringen ({fout}).\n"
            "Wat te doen: begin met het formulier dat draaiboek attest maakt, en vul daarin elke [[attest]] in."
        ) from fout
    lezer = _Lezer(pad, draaiboeken, vandaag or datetime.now(ZONE).date())
    verklaringen: dict[tuple[str, str, str], Verklaring] = {}
    for nr, een in enumerate(gelezen):
        waar = f"{pad}: regel {plekken.regel(('attest', nr))}: attest van eis {een.eis!r}"
        for verklaring in lezer.verklaring(een, waar):
            sleutel = (verklaring.draaiboek, verklaring.eis, verklaring.rol)
            zonder_rol = (verklaring.draaiboek, verklaring.eis, "")
            if (
                sleutel in verklaringen
                or zonder_rol in verklaringen
                or (not verklaring.rol and _elders(verklaringen, sleutel))
            ):
                raise OngeldigeInstelling(
                    f"{waar}: over deze eis staat er al een verklaring in dit bestand. Laat er één over."
                )
            verklaringen[sleutel] = verklaring
    return tuple(verklaringen.values())


def _elders(verklaringen: dict[tuple[str, str, str], Verklaring], sleutel: tuple[str, str, str]) -> bool:
    return any(bekend[:2] == sleutel[:2] for bekend in verklaringen)


class _Lezer:
    """Looks at statements one by one."""

    def __init__(self, pad: Path, draaiboeken: tuple[Draaiboek, ...], vandaag: date) -> None:
        self.pad = pad
        self.draaiboeken = {draaiboek.naam: draaiboek for draaiboek in draaiboeken}
        self.vandaag = vandaag

    def verklaring(self, een: _Attest, waar: str) -> Iterator[Verklaring]:
        """Yield the statement; nothing when it is about a draaiboek that is not in the run."""
        draaiboek = self.draaiboeken.get(een.draaiboek)
        if draaiboek is None:
            if een.draaiboek in namen():
                return
            raise OngeldigeInstelling(
                f"{waar}: draaiboek {een.draaiboek!r} is er niet in deze run. Kies uit {', '.join(self.draaiboeken)}."
            )
        if leeg := [veld for veld in INGEVULD if isinstance(w := getattr(een, veld), str) and not w.strip()]:
            raise OngeldigeInstelling(
                f"{waar}: {', '.join(leeg)} {'is' if len(leeg) == 1 else 'zijn'} leeg. Vul het in, of laat deze [[attest]] weg: dan is de eis niet getoetst."
            )
        eis = self._eis(een, draaiboek, waar)
        if een.verklaring not in ANTWOORDEN:
            raise OngeldigeInstelling(
                f'{waar}: verklaring is {een.verklaring!r}; verwacht wordt een antwoord. Kies "ja" of "nee".'
            )
        yield Verklaring(
            draaiboek=draaiboek.naam,
            eis=eis.id,
            rol=een.rol,
            akkoord=ANTWOORDEN[een.verklaring],
            naam=een.naam.strip(),
            functie=een.functie.strip(),
            datum=self._datum(een, waar),
            toelichting=een.toelichting.strip(),
            handtekening=een.handtekening.strip(),
        )

    def _eis(self, een: _Attest, draaiboek: Draaiboek, waar: str) -> Eis:
        eis = draaiboek.eisen.get(een.eis)
        if eis is None or eis.toets != attest.naam:
            wat = "bestaat niet" if eis is None else f"heeft toets {eis.toets!r}, en daarvoor telt geen verklaring"
            mogelijk = ", ".join(e.id for e in draaiboek.eisen.values() if e.toets == attest.naam) or "geen enkele"
            raise OngeldigeInstelling(
                f"{waar}: die eis {wat} in draaiboek {draaiboek.naam}.\n"
                f"Wat te doen: kies uit de eisen die om een verklaring vragen: {mogelijk}."
            )
        if een.rol and een.rol not in eis.rollen:
            raise OngeldigeInstelling(
                f"{waar}: de eis is er niet voor rol {een.rol!r}. Kies uit {', '.join(eis.rollen)}, of laat de rol weg."
            )
        if een.tekst.split() != eis.tekst.split():
            raise OngeldigeInstelling(
                f"{waar}: de tekst die getekend is, is niet die van de eis.\n  getekend: {een.tekst.strip()}\n  de eis:   {eis.tekst}\n"
                "Wat te doen: neem de tekst van de eis over, en laat de verklaring opnieuw tekenen."
            )
        return eis

    def _datum(self, een: _Attest, waar: str) -> date:
        try:
            datum = date.fromisoformat(str(een.datum).strip())
        except ValueError:
            raise OngeldigeInstelling(
                f"{waar}: datum is {str(een.datum)!r}; verwacht wordt een dag. Schrijf hem als jjjj-mm-dd."
            ) from None
        if datum > self.vandaag:
            raise OngeldigeInstelling(
                f"{waar}: getekend op {datum:%d-%m-%Y}, en dat moet nog komen: het is vandaag {self.vandaag:%d-%m-%Y}. Verbeter de datum."
            )
        if self.vandaag - datum > GELDIG:
            raise OngeldigeInstelling(
                f"{waar}: getekend op {datum:%d-%m-%Y}, meer dan een jaar geleden: de verklaring is verlopen. Laat haar opnieuw tekenen."
            )
        return datum
