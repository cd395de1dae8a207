"""The sentences that the suite puts down about a system, and which of them cannot be told in English."""

from collections.abc import Iterable
from functools import cache

from pytest_draaiboek import Status
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.rapport.melding import Gevalmelding
from pytest_draaiboek.rapport.resultaat import Schemagegevens, Systeemgegevens
from pytest_draaiboek.rapport.taal import Taal, kies_taal
from pytest_draaiboek.rapport.vaststelling import stel_vast
from pytest_draaiboek.standaarden.regelvertalingen import regelvertalingen
from pytest_draaiboek.toetsing.uitslag import Uitslag

Verkorting = dict[str, list[Uitslag]]


@cache
def engels() -> Taal:
    return kies_taal("en").met(regelvertalingen("iwmo")).met(regelvertalingen("ijw"))


def zinnen_van(uitslagen: Iterable[Uitslag]) -> set[str]:
    """What the kit says itself; what a system said counts when it comes with a status, which is a word of the kit."""
    gevonden: set[str] = set()
    for uitslag in uitslagen:
        gevonden |= {uitslag.reden, str(uitslag.soort)}
        for w in uitslag.waarnemingen:
            gevonden |= {w.handeling, w.verwacht, w.gezien, *w.bevindingen}
            gevonden |= {w.gezegd} if w.gezegd.split(" ")[0] in set(Status) else set()
    return gevonden - {""}


def redenen_van(draaiboek: Draaiboek, rol: str, uitslagen: Verkorting) -> set[str]:
    """What the verdict says of each eis, and of the whole; half of the cases told apart, so that there is something open too."""
    meldingen = [
        Gevalmelding(
            draaiboek=draaiboek.naam, anker="", rol=rol, systeem="", systeemversie="", eis=eis, berichttype=f"WMO{300 + nr}",
            soort=str(uitslag.soort), reden=uitslag.reden,
        )
        for eis, rij in uitslagen.items()
        for nr, uitslag in enumerate(rij)
    ]  # fmt: skip
    alle = [(m.eis, m.berichttype) for m in meldingen]
    redenen: set[str] = set()
    for streng, deel in ((False, meldingen), (True, meldingen[::2]), (False, [])):
        oordeel = stel_vast(
            draaiboek,
            Systeemgegevens(rol=rol, naam="", versie="", anker=""),
            alle,
            deel,
            [],
            schemas=Schemagegevens(standaard="", herkomst="", sha256="", opmerkingen=[]),
            streng=streng,
        )
        redenen |= {oordeel.reden, *(eis.reden for eis in oordeel.eisen)}
    return redenen - {""}


def kalenderzinnen_van(draaiboek: Draaiboek, rol: str, uitslagen: Verkorting) -> set[str]:
    return zinnen_van(u for rij in uitslagen.values() for u in rij) | redenen_van(draaiboek, rol, uitslagen)


def onvertaald(zinnen: Iterable[str], draaiboek: Draaiboek | None = None) -> list[str]:
    """What cannot be told in English; the texts of the proeven of a draaiboek are told by itself."""
    eigen = [tekst for proef in (draaiboek.proeven if draaiboek else ()) for tekst in proef.teksten]
    taal = engels().met({"en": dict.fromkeys(eigen, "told by the draaiboek")})
    return sorted(zin for zin in set(zinnen) if taal.zin(zin)[1] != "en")
