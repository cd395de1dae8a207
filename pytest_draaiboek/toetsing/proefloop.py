"""One proef being tried: its steps done at their moments, what left kept by client, and every expectation held against it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from lxml import etree

from pytest_draaiboek.berichten import Bericht, is_geldig
from pytest_draaiboek.draaiboeken import Ernst
from pytest_draaiboek.draaiboeken.proef import BEGIN, Berichtverwachting, Doe, Proef, Standverwachting, Stap
from pytest_draaiboek.draaiboeken.proeven_lezen import moment_van
from pytest_draaiboek.draaiboeken.waar import Waar
from pytest_draaiboek.fouten import DraaiboekFout, KitFout, OngeldigeInstelling
from pytest_draaiboek.systemen import Opdracht, Stand
from pytest_draaiboek.toetsing.beproeving import Beproeving, NietGetoetst
from pytest_draaiboek.toetsing.bomen import EIGEN_OORDEEL, TOEWIJZING, boom_van, boom_van_stand, waarden_van
from pytest_draaiboek.toetsing.client import Client, Clienten
from pytest_draaiboek.toetsing.gedrag import STIL, Gedrag
from pytest_draaiboek.toetsing.proefinhoud import leg_over
from pytest_draaiboek.toetsing.proefkeuring import RAAD, fout_bij, fout_in, mislukt
from pytest_draaiboek.toetsing.proefplekken import Plekken
from pytest_draaiboek.toetsing.proefverslag import als_gevraagd, gezien_van, handeling_van, stand_gezien

BSN = "Bsn"


class TegenproefMislukt(Exception):
    """Nothing that comes after it in this proef proves anything."""


class Proefloop:
    """Walks along the steps of a proef; the clock is in the past and the system empty.

    Args:
        beproeving: the case.
        proef: what is tried.

    """

    def __init__(self, beproeving: Beproeving, proef: Proef) -> None:
        self.b = beproeving
        self.proef = proef
        self.clienten = Clienten(beproeving)
        self.client = {naam: self.clienten.nieuw() for naam in proef.clienten}
        self.besteld: dict[str, str] = {}
        self.uit: list[tuple[Bericht, frozenset[str]]] = []
        self.merk: dict[str, int] = {}
        self.ontvangen_op: dict[tuple[str, str], int] = {}
        self._begin = len(beproeving.uit)

    def loop(self) -> None:
        """Play the past of every client, and do the steps; a counter-proof that fails ends it."""
        if len({client.dossier.bsn for client in self.client.values()}) < len(self.client):
            raise NietGetoetst(
                f"de proef {self.proef.naam!r} gaat over {len(self.client)} cliënten, en zoveel BSN's noemen de gegevens niet",
                "Noem in draaiboek_gegevens meer bsns, of geen om ze te laten kiezen.",
            )
        for naam, client in self.client.items():
            self.clienten.speel(client, self.proef.verleden)
            self._neem_op(naam)
        self.merk[BEGIN] = len(self.uit)
        vorige = self.b.verleden
        try:
            for stap in self.proef.stappen:
                vorige = self._doe(stap, vorige)
        except TegenproefMislukt:
            return

    # One step

    def _doe(self, stap: Stap, vorige: datetime) -> datetime:
        moment = moment_van(self.b.draaiboek, stap)
        if stap.doe in (Doe.VERZEND, Doe.ANTWOORD):
            # Who closes earlier on purpose is asked earlier, but never before what went before.
            moment = max(vorige, self.b.haalbaar(self._te_verzenden(stap), moment))
        sinds = len(self.uit)
        if stap.naam:
            self.merk[stap.naam] = sinds
        vooraf = self.b.zet(moment)
        self._neem_op("")
        stand = None
        gedrag = STIL
        match stap.doe:
            case Doe.VERZEND if stap.zo_nodig and self._verzonden(stap):
                sinds = self.merk[stap.sinds]
            case Doe.VERZEND:
                gedrag = self.b.verzend(self._opdracht(stap))
            case Doe.ONTVANG:
                gedrag = self._ontvang(stap)
            case Doe.ANTWOORD:
                heen = self.client[stap.client].heen[stap.berichttype]
                if any(bericht.is_retour_op(heen) for bericht, _ in self.uit):
                    # It was answered without being asked: then that is the answer that counts.
                    sinds = self.ontvangen_op.get((stap.client, stap.berichttype), sinds)
                else:
                    gedrag = self.b.verzend(self.clienten.antwoord(self.client[stap.client], heen))
            case Doe.RETOUR:
                gedrag = self.b.ontvang(self._retour(stap))
            case Doe.STAND:
                stand = self.b.stand()
        self._neem_op(stap.client)
        self._oordeel(stap, moment, gedrag.na(vooraf), sinds, stand, gedaan=gedrag is not STIL)
        return moment

    def _te_verzenden(self, stap: Stap) -> str:
        if stap.doe is Doe.VERZEND:
            return stap.berichttype
        return self.b.draaiboek.paar(stap.berichttype).retour

    def _verzonden(self, stap: Stap) -> bool:
        """Whether the type left already about the client, since the step that this one names."""
        return any(
            bericht.berichttype == stap.berichttype and stap.client in over
            for bericht, over in self.uit[self.merk[stap.sinds] :]
        )

    def _opdracht(self, stap: Stap) -> Opdracht:
        client, draaiboek, nu = self.client[stap.client], self.b.draaiboek, self.b.klok.nu
        opdracht = Opdracht(
            stap.berichttype,
            self._inhoud(stap, client, nu.date()),
            kenmerk=f"{client.kenmerk}/{stap.berichttype}/{stap.nr}",
        )
        gemaakt = {versie: partial(opdracht.als_bericht, versie) for versie in draaiboek.versies}
        fout = fout_bij(draaiboek, stap, gemaakt, draaiboek.versie_op(stap.berichttype, nu))
        if fout and not stap.ongeldig:
            raise self._kitfout(stap, fout)
        for versie in draaiboek.versies:
            self.besteld[opdracht.identificatie(versie)] = stap.client
        return opdracht

    def _ontvang(self, stap: Stap) -> Gedrag:
        client = self.client[stap.client]
        op = self.clienten.laatste_dag(stap.berichttype, stap.versie)

        def keur(bericht: Bericht) -> Bericht:
            if not stap.ongeldig and (fout := fout_in(lambda: bericht)):
                raise self._kitfout(stap, fout)
            return bericht

        try:
            heen = self.clienten.stel_op(
                stap.berichttype,
                stap.versie,
                self._inhoud(stap, client, op),
                op,
                f"{client.kenmerk}/{stap.berichttype}/{stap.nr}",
                keur=keur,
            )
        except (KitFout, OngeldigeInstelling):
            raise
        except DraaiboekFout as fout:
            raise self._kitfout(stap, str(fout).splitlines()[0]) from fout
        client.heen[stap.berichttype] = heen
        self.ontvangen_op[stap.client, stap.berichttype] = len(self.uit)
        return self.b.ontvang(heen)

    def _inhoud(self, stap: Stap, client: Client, dag: date) -> dict[str, Any]:
        return leg_over(client.dossier.inhoud(stap.berichttype, dag), stap.inhoud, self._plekken(client))

    def _plekken(self, client: Client) -> Plekken:
        b = self.b
        return Plekken(b.draaiboek, b.rol, self.proef.berichttype, client.dossier, b.klok.nu.date())

    def _retour(self, stap: Stap) -> Bericht:
        heen = self.client[stap.client].heen.get(stap.berichttype)
        if heen is None:
            raise NietGetoetst(
                f"het systeem verzond in de proef {self.proef.naam!r} vóór {self.b.klok.nu:%d-%m-%Y %H:%M:%S} geen {stap.berichttype} om op te antwoorden",
                "Kijk waarom: zonder vraag is er niets te beantwoorden.",
            )
        if not is_geldig(heen):
            raise NietGetoetst(
                f"het systeem verzond in de proef {self.proef.naam!r} een ongeldige {heen.berichttype} in {heen.versie}, en daarop volgt geen gunstig antwoord",
                "Kijk wat er aan het bericht mankeert.",
            )
        return self.clienten.retour_op(heen)

    def _kitfout(self, stap: Stap, fout: str) -> KitFout:
        return KitFout(
            f"{self.b.draaiboek.herkomst}: proef {self.proef.naam!r}, stap {stap.nr}: dit {mislukt(stap, fout)}.\n"
            "Dit is een fout in het draaiboek en geen fout van het systeem.\n"
            f"Wat te doen: {RAAD}."
        )

    # What left, and whom it is about

    def _neem_op(self, client: str) -> None:
        """Take over what left since last time; what says nothing of anybody is about the client of the act."""
        for bericht in self.b.uit[self._begin + len(self.uit) :]:
            over = frozenset(self._over(bericht, client))
            self.uit.append((bericht, over))
            if not bericht.is_retour:
                for naam in over:
                    self.client[naam].heen[bericht.berichttype] = bericht

    def _over(self, bericht: Bericht, client: str) -> Iterator[str]:
        bsns = waarden_van(boom_van(bericht), BSN)
        yield from (naam for naam, een in self.client.items() if een.dossier.bsn in bsns)
        if bericht.is_retour:
            yield from (
                naam
                for naam, een in self.client.items()
                if any(bericht.is_retour_op(heen) for heen in een.heen.values())
            )
        elif not bsns:
            yield from filter(None, [self.besteld.get(bericht.eigen_identificatie, client)])

    # What is expected

    def _oordeel(
        self, stap: Stap, moment: datetime, gedrag: Gedrag, sinds: int, stand: Stand | None, *, gedaan: bool
    ) -> None:
        def noteer(verwacht: str, *, deugt: bool, gezien: str = "", berichten: tuple[Bericht, ...] = ()) -> None:
            self.b.noteer(
                moment,
                handeling_van(self.proef, stap),
                verwacht,
                gedrag,
                deugt=deugt,
                ernst=self._ernst(stap),
                gezien=gezien,
                berichten=berichten,
            )
            if stap.tegenproef and not deugt:
                raise TegenproefMislukt

        if gedrag.onleesbaar:
            noteer("leesbare berichten", deugt=False)
        if stap.aanvaard is not None and gedaan:
            aangenomen = gedrag.status is not None and not gedrag.geweigerd
            geweigerd = gedrag.geweigerd and bool(gedrag.melding.strip())
            noteer(
                "aangenomen" if stap.aanvaard else "geweigerd, met melding",
                deugt=aangenomen if stap.aanvaard else geweigerd,
            )
        for verwachting in stap.berichten:
            vanaf = self.merk[verwachting.sinds] if verwachting.sinds else sinds
            berichten = [
                (bericht, over & self._wie(verwachting))
                for bericht, over in self.uit[vanaf:]
                if bericht.berichttype == verwachting.berichttype and over & self._wie(verwachting)
            ]
            passend = [bericht for bericht, over in berichten if self._past(verwachting, bericht, over)]
            noteer(
                als_gevraagd(verwachting),
                deugt=verwachting.aantal.omvat(len(passend)),
                gezien=gezien_van([bericht for bericht, _ in berichten], passend),
                berichten=tuple(bericht for bericht, _ in berichten),
            )
        if stand is not None:
            self._oordeel_stand(stap, stand, noteer)
        if not stap.oordeelt and not gedrag.onleesbaar:
            noteer("(aanloop)", deugt=True)

    def _oordeel_stand(self, stap: Stap, stand: Stand, noteer: Callable[..., None]) -> None:
        boom = boom_van_stand(stand)
        for verwachting in stap.stand:
            self._eis_bekend(verwachting.waar, boom, stand)
            deugt = self._geldt(verwachting, boom)
            noteer(als_gevraagd(verwachting), deugt=deugt, gezien=stand_gezien(boom))

    def _eis_bekend(self, waar: Waar, boom: etree._Element, stand: Stand) -> None:
        """Refuse to judge what the system does not tell: what is unknown is neither true nor false."""
        if TOEWIJZING not in waar.namen:
            return
        if stand.toewijzingen is None:
            raise NietGetoetst(
                "het systeem noemt in stand() geen toewijzingen", "Vul Stand.toewijzingen aan in de adapter."
            )
        for naam in EIGEN_OORDEEL:
            if naam in waar.namen and any(tak.find(naam) is None for tak in boom.iter(TOEWIJZING)):
                raise NietGetoetst(
                    f"het systeem noemt in stand() niet van elke toewijzing {naam}",
                    "Vul dat in Stand.toewijzingen aan in de adapter.",
                )

    def _geldt(self, verwachting: Standverwachting, boom: etree._Element) -> bool:
        client = self.client[verwachting.client or self.proef.clienten[0]]
        return verwachting.waar.geldt(boom, self._plekken(client))

    def _wie(self, verwachting: Berichtverwachting) -> frozenset[str]:
        return frozenset({verwachting.client} if verwachting.client else self.client)

    def _past(self, verwachting: Berichtverwachting, bericht: Bericht, over: frozenset[str]) -> bool:
        if verwachting.versie and bericht.versie != verwachting.versie:
            return False
        waar = verwachting.waar
        if waar is None:
            return True
        boom = boom_van(bericht)
        return any(waar.geldt(boom, self._plekken(self.client[naam])) for naam in over)

    def _ernst(self, stap: Stap) -> Ernst:
        """An agreement weighs as an agreement, and advice never heavier."""
        if stap.tegenproef:
            return Ernst.INFORMATIEF
        return Ernst.VERPLICHT if self.b.ernst is Ernst.VERPLICHT else Ernst.PROCEDUREEL
