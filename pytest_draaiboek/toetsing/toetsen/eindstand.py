"""The check that nothing is left to do: all that went to and fro was sent, read and answered."""

from collections.abc import Iterable
from datetime import datetime

from pytest_draaiboek.berichten import Bericht, is_geldig
from pytest_draaiboek.draaiboeken import Draaiboek, Eis, Ernst, Paar
from pytest_draaiboek.toetsing.beproeving import Beproeving
from pytest_draaiboek.toetsing.client import Client, Clienten
from pytest_draaiboek.toetsing.gedrag import Gedrag
from pytest_draaiboek.toetsing.momenten import SECONDE, dicht_oud, laatst_vrij, vrij_oud
from pytest_draaiboek.toetsing.toetssoort import alle_oude, toets


def _heentypen(draaiboek: Draaiboek, eis: Eis, rol: str) -> Iterable[str]:
    """Return the heenbericht of every pair that the role has to do with: a pair is handled as a whole."""
    return dict.fromkeys(draaiboek.paar(type_).heen for type_ in alle_oude(draaiboek, eis, rol))


@toets("eindstand", _heentypen, "stand", mijlpalen=1)
def eindstand(b: Beproeving, eis: Eis, berichttype: str) -> None:
    """What went to and fro before the milestone, and was properly handled, leaves nothing to send, nothing unread and nothing unanswered at the milestone."""
    draaiboek, einde = b.draaiboek, eis.mijlpalen[0].moment
    paar = draaiboek.paar(berichttype)
    laatste = min(b.haalbaar(paar.heen, laatst_vrij(draaiboek, paar.heen)), einde - SECONDE)
    momenten = (min(vrij_oud(draaiboek, paar.heen), laatste), laatste)
    clienten = Clienten(b)
    gedaan = [
        _handel_af(b, clienten, client, paar, moment)
        for client, moment in zip(clienten.met_verleden(paar.heen, len(momenten)), momenten, strict=True)
    ]
    # A refusal at once is no promise: that it is refused in time is another eis.
    beloofd = [gedrag for gedrag in gedaan if not gedrag.geweigerd or gedrag.uit]
    if not beloofd:
        b.noteer(momenten[0], *_tegenproef(b, paar), gedaan[0], deugt=False, ernst=Ernst.INFORMATIEF)
    b.zet(max(laatste, min(b.haalbaar(paar.retour, dicht_oud(draaiboek, paar.retour) - SECONDE), einde - SECONDE)))
    b.zet(einde)
    _naar_buiten(b, paar, einde, beloofd)
    stand = b.stand()
    for wat, aantal in (
        ("te verzenden", stand.te_verzenden),
        ("ongelezen", stand.ongelezen),
        ("onbeantwoord", stand.onbeantwoord),
    ):
        b.noteer(einde, "vraag de stand", f"0 {wat}", Gedrag(), deugt=aantal == 0, gezien=f"{aantal} {wat}")


def _tegenproef(b: Beproeving, paar: Paar) -> tuple[str, str]:
    if b.geeft_door or b.rol == paar.naar:
        return f"ontvang {paar.heen} in {b.draaiboek.van}", "aangenomen"
    return f"verzend {paar.heen}", paar.heen


def _handel_af(b: Beproeving, clienten: Clienten, client: Client, paar: Paar, moment: datetime) -> Gedrag:
    """Have one heenbericht go its way, with its answer."""
    b.zet(moment)
    if not b.geeft_door and b.rol == paar.van:
        gedrag = clienten.bestel(client, paar.heen)
        heen = next((m for m in gedrag.uit if m.berichttype == paar.heen), None)
        if heen is not None and is_geldig(heen, b.opstelling.officieel):
            b.ontvang(clienten.retour_op(heen))
        return gedrag
    gedrag = clienten.bezorg(client, paar.heen, b.draaiboek.van)
    heen = client.heen[paar.heen]
    if gedrag.geweigerd:
        return gedrag
    if b.geeft_door:
        return b.ontvang(clienten.retour_op(heen)).na(gedrag)
    if any(m.is_retour_op(heen) for m in gedrag.uit):
        return gedrag
    return gedrag.en(b.verzend(clienten.antwoord(client, heen)))


def _naar_buiten(b: Beproeving, paar: Paar, einde: datetime, beloofd: list[Gedrag]) -> None:
    """Hold what the system took on against what left by the milestone: what it says of itself comes after that."""
    uit = [paar.heen, paar.retour] if b.geeft_door else [paar.heen if b.rol == paar.van else paar.retour]
    for berichttype in uit:
        verzonden: list[Bericht] = [m for m in b.uit if m.berichttype == berichttype]
        b.noteer(
            einde,
            f"{len(beloofd)} keer {paar.heen} aangenomen en afgehandeld",
            f"{len(beloofd)} keer {berichttype} verzonden",
            next((g for g in beloofd if not g.uit), Gedrag()),
            deugt=len({m.xml for m in verzonden}) >= len(beloofd),
            gezien=Gedrag(tuple(verzonden)).gezien,
            berichten=verzonden,
        )
