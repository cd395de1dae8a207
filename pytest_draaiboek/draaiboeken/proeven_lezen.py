"""The proeven of a draaiboek file, checked: everything they name exists, their steps can be done, and not all of them pass by doing nothing."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, NoReturn

from pytest_draaiboek.draaiboeken import bestand, proefvorm
from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek, Paar
from pytest_draaiboek.draaiboeken.gebrek import Gebreken, Pad
from pytest_draaiboek.draaiboeken.proef import (
    BEGIN,
    PLEKKEN,
    VERLEDEN,
    Aantal,
    Berichtverwachting,
    Doe,
    Proef,
    Standverwachting,
    Stap,
)
from pytest_draaiboek.draaiboeken.waar import Onwaar, Waar
from pytest_draaiboek.duur import duur_van

TOETS = "proef"
_PLEK = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class _Onbruikbaar(Exception):
    """What is wrong with a proef was noted; nothing more is to be made of it."""


def proeven_van(
    gelezen: bestand.Bestand, draaiboek: Draaiboek, voorvoegsel: str, gebreken: Gebreken
) -> tuple[Proef, ...]:
    """Return the proeven of a file for one edition.

    Args:
        gelezen: the whole file.
        draaiboek: of the edition, without its proeven.
        voorvoegsel: what its message types begin with.
        gebreken: takes what is wrong, of every proef the first.

    """
    proeven: dict[str, Proef] = {}
    for nr, vorm in enumerate(gelezen.proef):
        if vorm.naam in proeven:
            gebreken.meld(("proef", nr, "naam"), f"{vorm.naam!r} komt twee keer voor", "geef elke proef een eigen naam")
            continue
        try:
            proeven[vorm.naam] = _Lezer(vorm, ("proef", nr), draaiboek, voorvoegsel, gebreken).proef()
        except _Onbruikbaar:
            continue
    if len(gebreken):
        return ()
    for nr, eis in enumerate(draaiboek.eisen.values()):
        gedekt = {rol for proef in proeven.values() if proef.eis == eis.id for rol in proef.rollen}
        over = [rol for rol in eis.rollen if rol not in gedekt] if eis.toets == TOETS else []
        if over:
            gebreken.meld(
                ("eis", nr, "toets"),
                f"er is geen [[proef]] van deze eis voor {', '.join(over)}",
                "voeg er een toe, of noem een andere toets",
            )
    return tuple(proeven.values())


def moment_van(draaiboek: Draaiboek, stap: Stap) -> datetime:
    """Return the aware moment of a step: so many real hours from its milestone, whatever summer time does."""
    vanaf = draaiboek.verleden if stap.op == VERLEDEN else draaiboek.mijlpaal(stap.op).moment
    return (vanaf.astimezone(UTC) + stap.na).astimezone(draaiboek.zone)


class _Lezer:
    """Reads one proef, up to the first thing that is wrong with it."""

    def __init__(
        self, vorm: proefvorm.Proef, pad: Pad, draaiboek: Draaiboek, voorvoegsel: str, gebreken: Gebreken
    ) -> None:
        self.vorm = vorm
        self.pad = pad
        self.draaiboek = draaiboek
        self.voorvoegsel = voorvoegsel
        self.gebreken = gebreken
        self.rollen = self._rollen()
        self.namen: set[str] = {BEGIN}
        self.ontvangen: set[tuple[str, str]] = set()

    def weiger(self, deel: str, gevonden: str, raad: str) -> NoReturn:
        """Note what is wrong at a part, as people name it ("stap 2.verwacht.bericht 1.waar")."""
        self.gebreken.meld((*self.pad, *_plaats(deel)), gevonden, raad)
        raise _Onbruikbaar

    def proef(self) -> Proef:
        vorm = self.vorm
        if not vorm.naam.strip() or ": " in vorm.naam:
            self.weiger("naam", f"{vorm.naam!r} is geen naam", "schrijf in een paar woorden wat beproefd wordt")
        if not vorm.clienten or len(set(vorm.clienten)) != len(vorm.clienten) or not all(map(str.strip, vorm.clienten)):
            self.weiger("clienten", f"gevonden is {vorm.clienten!r}", "geef elke cliënt een eigen naam, minstens één")
        berichttype = self._type("type", vorm.type)
        if vorm.verleden is None:
            verleden = self.draaiboek.paar(berichttype).verleden
        else:
            verleden = tuple(self._heen("verleden", type_).heen for type_ in vorm.verleden)
        gespeeld = {self.voorvoegsel + stap.type for stap in vorm.stap if stap.op == VERLEDEN and stap.type is not None}
        verleden = tuple(type_ for type_ in verleden if type_ not in gespeeld)
        self.ontvangen = {(type_, client) for type_ in verleden for client in vorm.clienten}
        stappen = tuple(self._stap(nr, stap) for nr, stap in enumerate(vorm.stap, 1))
        self._controleer_volgorde(stappen)
        self._controleer_bewijs(stappen)
        return Proef(
            eis=vorm.eis,
            naam=vorm.naam,
            rollen=self.rollen,
            berichttype=berichttype,
            clienten=vorm.clienten,
            verleden=verleden,
            stappen=stappen,
        )

    def _rollen(self) -> tuple[str, ...]:
        eis = self.draaiboek.eisen.get(self.vorm.eis)
        if eis is None:
            self.weiger(
                "eis", f"eis {self.vorm.eis!r} bestaat niet", f"kies uit {', '.join(self.draaiboek.eisen) or 'geen'}"
            )
        if eis.toets != TOETS:
            self.weiger("eis", f"eis {eis.id} heeft toets {eis.toets!r}", f'geef de eis toets = "{TOETS}"')
        for rol in self.vorm.rollen:
            if rol not in eis.rollen:
                self.weiger("rollen", f"eis {eis.id} is er niet voor {rol!r}", f"kies uit {', '.join(eis.rollen)}")
        return self.vorm.rollen or eis.rollen

    # The steps

    def _stap(self, nr: int, vorm: proefvorm.Stap) -> Stap:
        deel = f"stap {nr}"
        doe = Doe(vorm.doe)
        if vorm.op != VERLEDEN and vorm.op not in self.draaiboek.mijlpalen:
            self.weiger(
                f"{deel}.op",
                f"mijlpaal {vorm.op!r} bestaat niet",
                f"kies uit {VERLEDEN}, {', '.join(self.draaiboek.mijlpalen)}",
            )
        self._alleen_bij(deel, doe, vorm)
        berichttype = client = ""
        if doe not in (Doe.WACHT, Doe.STAND):
            paar = self._heen(f"{deel}.type", vorm.type or "")
            berichttype, client = paar.heen, self._client(f"{deel}.client", vorm.client, verplicht=True)
            self._kan(deel, doe, paar, client)
        if vorm.zo_nodig and (vorm.sinds is None or vorm.sinds not in self.namen):
            self.weiger(
                f"{deel}.sinds",
                f"{vorm.sinds!r} is geen naam van een eerdere stap",
                f"kies bij zo_nodig uit {', '.join(sorted(self.namen))}",
            )
        if vorm.naam is not None:
            if vorm.naam in self.namen or not vorm.naam.strip():
                self.weiger(f"{deel}.naam", f"{vorm.naam!r} is leeg of al gebruikt", "geef de stap een eigen naam")
            self.namen.add(vorm.naam)
        berichten = tuple(
            self._bericht(f"{deel}.verwacht.bericht {n}", v) for n, v in enumerate(vorm.verwacht.bericht, 1)
        )
        stand = tuple(self._stand(f"{deel}.verwacht.stand {n}", v) for n, v in enumerate(vorm.verwacht.stand, 1))
        stap = Stap(
            nr=nr,
            op=vorm.op,
            na=self._duur(f"{deel}.na", vorm.na),
            doe=doe,
            naam=vorm.naam or "",
            berichttype=berichttype,
            versie=self._versie(vorm.versie),
            client=client,
            zo_nodig=vorm.zo_nodig,
            sinds=vorm.sinds or "",
            inhoud=MappingProxyType(
                {naam: self._waarde(f"{deel}.inhoud.{naam}", w) for naam, w in vorm.inhoud.items()}
            ),
            ongeldig=vorm.ongeldig,
            tegenproef=vorm.tegenproef,
            aanvaard=vorm.verwacht.aanvaard,
            berichten=berichten,
            stand=stand,
        )
        if stap.tegenproef and not stap.oordeelt:
            self.weiger(
                f"{deel}.tegenproef", "een tegenproef zonder 'verwacht'", "schrijf bij de stap wat er verwacht wordt"
            )
        return stap

    def _alleen_bij(self, deel: str, doe: Doe, vorm: proefvorm.Stap) -> None:
        """Refuse what a step of this kind has no use for, and ask for what it cannot do without."""
        zwijgt = doe in (Doe.WACHT, Doe.STAND)
        overbodig = {
            "type": zwijgt and vorm.type is not None,
            "client": zwijgt and vorm.client is not None,
            "versie": doe is not Doe.ONTVANG and vorm.versie is not None,
            "inhoud": doe not in (Doe.VERZEND, Doe.ONTVANG) and bool(vorm.inhoud),
            "ongeldig": doe not in (Doe.ONTVANG, Doe.VERZEND) and vorm.ongeldig,
            "zo_nodig": doe is not Doe.VERZEND and vorm.zo_nodig,
            "sinds": not vorm.zo_nodig and vorm.sinds is not None,
            "verwacht.aanvaard": zwijgt and vorm.verwacht.aanvaard is not None,
            "verwacht.stand": doe is not Doe.STAND and bool(vorm.verwacht.stand),
        }
        for naam, is_overbodig in overbodig.items():
            if is_overbodig:
                self.weiger(f"{deel}.{naam}", f"heeft bij doe = {doe.value!r} geen betekenis", "laat het weg")
        if doe is Doe.ONTVANG and vorm.versie is None:
            self.weiger(f"{deel}.versie", "ontbreekt", "kies van of naar")

    def _kan(self, deel: str, doe: Doe, paar: Paar, client: str) -> None:
        """Refuse an act that a role of the proef has nothing to do with, and an answer to what never came."""
        for rol in self.rollen:
            geeft_door = self.draaiboek.rollen[rol].geeft_door
            eigen = paar.van if doe in (Doe.VERZEND, Doe.RETOUR) else paar.naar
            mag = (geeft_door and doe in (Doe.ONTVANG, Doe.RETOUR)) or (not geeft_door and rol == eigen)
            if not mag:
                self.weiger(
                    f"{deel}.doe",
                    f"{doe.value} {paar.heen} past niet bij {rol}: {paar.van} zendt het aan {paar.naar}",
                    "kies een andere handeling, een ander type, of noem de rollen van de proef",
                )
        if doe is Doe.ONTVANG:
            self.ontvangen.add((paar.heen, client))
        if doe is Doe.ANTWOORD and (paar.heen, client) not in self.ontvangen:
            self.weiger(
                f"{deel}.type",
                f"cliënt {client} heeft nog geen {paar.heen} waarop te antwoorden is",
                "zet er een stap met doe = 'ontvang' voor",
            )

    # What is expected

    def _bericht(self, deel: str, vorm: proefvorm.Berichtverwachting) -> Berichtverwachting:
        berichttype = self._type(f"{deel}.type", vorm.type)
        for rol in self.rollen:
            if not self.draaiboek.rollen[rol].geeft_door and berichttype not in self.draaiboek.verzendt(rol):
                self.weiger(
                    f"{deel}.type",
                    f"{rol} verzendt geen {berichttype}",
                    f"kies uit {', '.join(self.draaiboek.verzendt(rol))}",
                )
        aantal = Aantal.lees(vorm.aantal)
        if aantal is None:
            self.weiger(
                f"{deel}.aantal", f"{vorm.aantal!r} zegt niet hoeveel", "schrijf bijvoorbeeld '0', '1', '1+' of '0-1'"
            )
        if vorm.sinds is not None and vorm.sinds not in self.namen:
            self.weiger(
                f"{deel}.sinds",
                f"{vorm.sinds!r} is geen naam van deze stap of een eerdere",
                f"kies uit {', '.join(sorted(self.namen))}",
            )
        return Berichtverwachting(
            berichttype,
            self._versie(vorm.versie),
            self._client(f"{deel}.client", vorm.client, verplicht=False),
            vorm.sinds or "",
            aantal,
            self._waar(f"{deel}.waar", vorm.waar) if vorm.waar is not None else None,
            vorm.tekst,
        )

    def _stand(self, deel: str, vorm: proefvorm.Standverwachting) -> Standverwachting:
        waar = self._waar(f"{deel}.waar", vorm.waar)
        client = self._client(f"{deel}.client", vorm.client, verplicht=bool(waar.variabelen))
        return Standverwachting(waar, client, vorm.tekst)

    def _waar(self, deel: str, tekst: str) -> Waar:
        try:
            return Waar(tekst)
        except Onwaar as fout:
            self.weiger(deel, fout.gevonden, fout.raad)

    # The whole

    def _controleer_volgorde(self, stappen: Sequence[Stap]) -> None:
        vorige = self.draaiboek.verleden
        for stap in stappen:
            moment = moment_van(self.draaiboek, stap)
            if moment < vorige:
                self.weiger(
                    f"stap {stap.nr}.op",
                    f"{moment:%Y-%m-%d %H:%M:%S} is vroeger dan de stap ervoor, of dan het verleden ({vorige:%Y-%m-%d %H:%M:%S})",
                    "zet de stappen op volgorde van tijd",
                )
            vorige = moment

    def _controleer_bewijs(self, stappen: Sequence[Stap]) -> None:
        """Refuse a proef that cannot go wrong, or that a system which does nothing at all would pass."""
        if not any(stap.oordeelt and not stap.tegenproef for stap in stappen):
            self.weiger("stap", "geen enkele stap kan misgaan", "geef een stap een 'verwacht' dat geen tegenproef is")
        positief = any(
            stap.aanvaard is not None or any(v.aantal.minst for v in stap.berichten) or (stap.stand and stap.tegenproef)
            for stap in stappen
        )
        if not positief:
            self.weiger(
                "stap",
                "een systeem dat niets doet, voldoet hieraan ook",
                "voeg een tegenproef toe: een stap met tegenproef = true waarin wel iets moet gebeuren",
            )

    # The parts

    def _type(self, deel: str, type_: str) -> str:
        berichttype = self.voorvoegsel + type_
        if berichttype not in self.draaiboek.typen:
            kort = (t.removeprefix(self.voorvoegsel) for t in self.draaiboek.typen)
            self.weiger(deel, f"type {type_!r} zit in geen paar", f"kies uit {', '.join(kort)}")
        return berichttype

    def _heen(self, deel: str, type_: str) -> Paar:
        berichttype = self._type(deel, type_)
        paar = self.draaiboek.paar(berichttype)
        if paar.heen != berichttype:
            kort = (p.heen.removeprefix(self.voorvoegsel) for p in self.draaiboek.paren)
            self.weiger(deel, f"{type_!r} is geen heenbericht", f"kies uit {', '.join(kort)}")
        return paar

    def _client(self, deel: str, client: str | None, *, verplicht: bool) -> str:
        if client is None and (not verplicht or len(self.vorm.clienten) == 1):
            return self.vorm.clienten[0] if verplicht else ""
        if client not in self.vorm.clienten:
            self.weiger(deel, f"cliënt {client!r} is niet van deze proef", f"kies uit {', '.join(self.vorm.clienten)}")
        return client

    def _versie(self, versie: str | None) -> str:
        return {"van": self.draaiboek.van, "naar": self.draaiboek.naar}[versie] if versie else ""

    def _duur(self, deel: str, tekst: str) -> timedelta:
        duur = duur_van(tekst) if tekst else timedelta()
        if duur is None:
            self.weiger(deel, f"{tekst!r} is geen duur", "schrijf bijvoorbeeld 15m, 1h30m, -1s of 2d")
        return duur

    def _waarde(self, deel: str, waarde: Any) -> Any:
        """Return content as texts, tables and lists; placeholders in it must be known."""
        if isinstance(waarde, Mapping):
            return MappingProxyType({naam: self._waarde(f"{deel}.{naam}", w) for naam, w in waarde.items()})
        if isinstance(waarde, list):
            return tuple(self._waarde(deel, w) for w in waarde)
        if isinstance(waarde, str):
            self._controleer_plekken(deel, waarde)
            return waarde
        if isinstance(waarde, bool) or not isinstance(waarde, int | dt.date) or isinstance(waarde, dt.datetime):
            self.weiger(deel, f"{waarde!r} is geen tekst", "schrijf de waarde zoals ze in het bericht staat, als tekst")
        return str(waarde)

    def _controleer_plekken(self, deel: str, tekst: str) -> None:
        if tekst == "{weg}":
            return
        for onbekend in _onbekende_plekken(tekst):
            mogelijk = ", ".join(f"{{{naam}}}" for naam in PLEKKEN)
            self.weiger(
                deel,
                f"{onbekend} in {tekst!r} is niet in te vullen",
                f"kies uit {mogelijk}; {{weg}} laat een element weg en staat alleen, en een accolade zelf is {{{{ of }}}}",
            )


def _plaats(deel: str) -> Iterator[str | int]:
    for stuk in deel.split("."):
        naam, _, nr = stuk.partition(" ")
        yield naam
        if nr:
            yield int(nr) - 1


def _onbekende_plekken(tekst: str) -> Iterator[str]:
    for gevonden in _PLEK.finditer(tekst):
        if gevonden[0] not in ("{{", "}}") and gevonden[1] not in PLEKKEN:
            yield gevonden[0]


def vul_in(tekst: str, waarden: Mapping[str, str]) -> str:
    """Return a text of content with its placeholders filled in; doubled braces are braces."""

    def waarde(gevonden: re.Match[str]) -> str:
        return waarden[gevonden[1]] if gevonden[1] else gevonden[0][0]

    return _PLEK.sub(waarde, tekst)
