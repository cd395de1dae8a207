"""Adapters in Python that are wrong in one thing each: what a diagnosis must catch."""

from datetime import datetime, timedelta, timezone
from typing import Any

from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Uitkomst
from pytest_draaiboek.fouten import NietOndersteund
from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt


class AndereKlok(VoorbeeldAanbieder):
    def klok(self) -> datetime:
        return datetime(2024, 5, 6, 7, 8, 9, tzinfo=ZONE)


class KlokZonderZomertijd(VoorbeeldAanbieder):
    def klok(self) -> datetime:
        return datetime.now(ZONE).replace(tzinfo=timezone(timedelta(hours=1)))


class KlokZonderZone(VoorbeeldAanbieder):
    def klok(self) -> datetime:
        return datetime.now(ZONE).replace(tzinfo=None)


class KlokDieNietTerugGaat(VoorbeeldAanbieder):
    laatste = datetime(2000, 1, 1, tzinfo=ZONE)

    def klok(self) -> datetime:
        self.laatste = max(self.laatste, datetime.now(ZONE))
        return self.laatste


class KlokOpDeMinuut(VoorbeeldAanbieder):
    def klok(self) -> datetime:
        return datetime.now(ZONE).replace(second=0)


class OnthoudtDeBoeken(VoorbeeldGemeente):
    def reset(self) -> None:
        al = getattr(self, "toegewezen", set())
        super().reset()
        self.toegewezen = al


class OnthoudtDeStand(VoorbeeldAanbieder):
    def reset(self) -> None:
        al = getattr(self, "mislukt", [])
        super().reset()
        self.mislukt = al


class OnthoudtBerichten(VoorbeeldKnooppunt):
    def reset(self) -> None:
        gezien = getattr(self, "gezien", set())
        super().reset()
        self.gezien = gezien


class NooitLeeg(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        return Stand(te_verzenden=3, ongelezen=0, onbeantwoord=0)


class ResetBreektAf(VoorbeeldAanbieder):
    keren = 0

    def reset(self) -> None:
        self.keren += 1
        if self.keren == 3:
            raise RuntimeError("de tabel is al leeg")
        super().reset()


def omgezet(bericht: Bericht, van: bytes, naar: bytes) -> bytes:
    return bericht.xml.replace(van, naar)


class Anders(VoorbeeldAanbieder):
    """Sends something else than what was made."""

    def anders(self, xml: bytes) -> bytes | str:
        return xml

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        return Uitkomst(
            uitkomst.status, [self.anders(b.xml) for b in uitkomst.berichten], uitkomst.code, uitkomst.melding
        )


class Mojibake(Anders):
    def anders(self, xml: bytes) -> str:
        return xml.decode("latin-1")


class Vraagtekens(Anders):
    def anders(self, xml: bytes) -> bytes:
        return xml.decode().encode("ascii", "replace")


class OnleesbareLetters(Anders):
    def anders(self, xml: bytes) -> bytes:
        return xml.decode().encode("cp1252", "replace")


class AndereCodering(Anders):
    def anders(self, xml: bytes) -> bytes:
        return xml.decode().replace("UTF-8", "ISO-8859-15").replace("Ł", "L").encode("iso-8859-15")


class AlleenLf(Anders):
    def anders(self, xml: bytes) -> bytes:
        return xml.replace(b"\r\n", b"\n")


class MetBom(Anders):
    def anders(self, xml: bytes) -> bytes:
        return b"\xef\xbb\xbf" + xml


class GeenXml(Anders):
    def anders(self, xml: bytes) -> bytes:
        return xml[:200]


class BreektOpLetters(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        if "Ł" in str(opdracht.inhoud):
            return Uitkomst(Status.GEWEIGERD, melding="Ongeldig teken in naam.")
        return super().verzend(opdracht)


class LeestGeenLetters(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if "Ł" in bericht.xml.decode():
            return Uitkomst(Status.GEWEIGERD, melding="Ongeldig teken in naam.")
        return super().ontvang(bericht)


class VerandertWatDoorgaat(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(
            uitkomst.status, [b.xml.replace(b'encoding="UTF-8"', b'encoding="utf-8"') for b in uitkomst.berichten]
        )


class KnooppuntMetLf(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(uitkomst.status, [b.xml.replace(b"\r\n", b"\n") for b in uitkomst.berichten])


class KnooppuntMetMojibake(VoorbeeldKnooppunt):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        return Uitkomst(uitkomst.status, [b.xml.decode("latin-1") for b in uitkomst.berichten])


class KnooppuntDatAfkapt(VoorbeeldKnooppunt):
    """Leaves out white space, and only in what is large."""

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        uitkomst = super().ontvang(bericht)
        if len(bericht.xml) < 100_000:
            return uitkomst
        return Uitkomst(uitkomst.status, [b.xml.replace(b" " * 78 + b"\r\n", b"") for b in uitkomst.berichten])


class TeGroot(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if len(bericht.xml) > 1_000_000:
            raise MemoryError("buffer vol")
        return super().ontvang(bericht)


class WeigertGroot(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Uitkomst:
        if len(bericht.xml) > 1_000_000:
            return Uitkomst(Status.GEWEIGERD, melding="Te groot.")
        return super().ontvang(bericht)


class ZonderStand(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        raise NietOndersteund("ZonderStand heeft geen stand().")


class ZonderSpoed(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        raise NietOndersteund("ZonderSpoed heeft geen registreer_spoed().")


class ZonderFoutmelding(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        raise NietOndersteund("ZonderFoutmelding heeft geen meld_fout().")


class ZonderVerwerk(VoorbeeldAanbieder):
    def verwerk(self) -> Uitkomst:
        raise NietOndersteund("ZonderVerwerk heeft geen verwerk().")


class GeefNiets(VoorbeeldAanbieder):
    def ontvang(self, bericht: Bericht) -> Any:
        super().ontvang(bericht)


class RareStand(VoorbeeldAanbieder):
    def stand(self) -> Any:
        return {"te_verzenden": 0}


class NegatieveStand(VoorbeeldAanbieder):
    def stand(self) -> Stand:
        return Stand(te_verzenden=-1, ongelezen=0, onbeantwoord=0)


class SpoedBreektAf(VoorbeeldAanbieder):
    def registreer_spoed(self, opdracht: Opdracht) -> Uitkomst:
        raise KeyError("spoed")


class MeldFoutBreektAf(VoorbeeldAanbieder):
    def meld_fout(self, bericht: Bericht, code: str, melding: str) -> Uitkomst:
        raise KeyError(code)


class WeigertAlles(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, melding="Geen bevoegdheid.")

    def ontvang(self, bericht: Bericht) -> Uitkomst:
        return Uitkomst(Status.GEWEIGERD, melding="Geen bevoegdheid.")


class GeeftNietsTerug(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(super().verzend(opdracht).status)


class Naamloos(VoorbeeldAanbieder):
    naam = versie = ""


class Onvolledig:
    rol = "aanbieder"

    def reset(self) -> None:
        pass


class OnbekendeRol(VoorbeeldAanbieder):
    rol = "zorgkantoor"  # type: ignore[assignment]  # that is what is wrong with it


class BreektBijHetMaken(VoorbeeldAanbieder):
    def __init__(self) -> None:
        raise OSError("de testdatabase is er niet")


class Weg(VoorbeeldAanbieder):
    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        raise ConnectionResetError("de server is weg")


class SluitBreektAf(VoorbeeldAanbieder):
    def sluit(self) -> None:
        raise OSError("al dicht")
