"""A system that says of whom a message is, whenever it says anything."""

from lxml import etree

from pytest_draaiboek import Bericht, Opdracht, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

NAMEN = ("Achternaam", "Voornamen", "Straatnaam", "Plaatsnaam", "Emailadres")


class Klikspaan(VoorbeeldAanbieder):
    """Knows its clients from their toewijzing, and names them in all that it says later, and in what it breaks off with."""

    naam = "klikspaan"

    def __init__(self) -> None:
        self.mensen: dict[str, list[str]] = {}
        super().__init__()

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        boom = etree.fromstring(bericht.xml)
        for client in boom.iter("{*}Client"):
            (bsn,) = (e.text or "" for e in client.iterfind("{*}Bsn"))
            self.mensen[bsn] = [e.text for naam in NAMEN for e in client.iter("{*}" + naam) if e.text]
        return self._noem(super().ontvang(bericht))

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        if opdracht.berichttype.endswith("317"):
            raise RuntimeError(self._wie())
        return self._noem(super().verzend(opdracht))

    def _noem(self, uitkomst: Uitkomst) -> Uitkomst:
        return Uitkomst(uitkomst.status, uitkomst.berichten, uitkomst.code, f"{uitkomst.melding} {self._wie()}")

    def _wie(self) -> str:
        return "; ".join(f"client_{bsn} (BSN{bsn}): {', '.join(namen)}." for bsn, namen in self.mensen.items())

    def reset(self) -> None:
        super().reset()
        self.mensen = {}
