"""Known deviations: they keep a pipeline green, but never the verdict."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.draaiboeken.eis import VERKLARING
from pytest_draaiboek.fouten import DraaiboekFout, OngeldigeInstelling
from pytest_draaiboek.toetsing.geval import Geval
from pytest_draaiboek.toetsing.techniek import Techniekgeval, techniekgevallen


@dataclass(frozen=True, slots=True)
class Bekend:
    """One known deviation; every field but the version and the draaiboek is mandatory.

    Args:
        eis: id of the eis, or the code of a technical rule ("CD005").
        berichttype: in full.
        reden: why it deviates, for the report.
        link: where it is being dealt with.
        versie: of the message, for a technical rule; empty for both versions.
        draaiboek: by its name; empty when only one of the run can be meant.

    """

    eis: str
    berichttype: str
    reden: str
    link: str
    versie: str = ""
    draaiboek: str = ""

    def is_van(self, geval: Geval | Techniekgeval) -> bool:
        """Whether this case deviates as is known."""
        gelijk = (self.eis, self.berichttype) == (geval.sleutel, geval.berichttype)
        return gelijk and self.versie in ("", geval.versie) and self.draaiboek in ("", geval.draaiboek.naam)


class _Bestand(msgspec.Struct, forbid_unknown_fields=True):
    bekend: list[Bekend]


def lees_bekend(pad: Path, draaiboeken: tuple[Draaiboek, ...]) -> tuple[Bekend, ...]:
    """Read a file of known deviations: ``[[bekend]]`` with eis, berichttype, reden and link, and perhaps versie and draaiboek.

    Raises:
        OngeldigeInstelling: for a file that cannot be read, a missing or empty field, an eis or type that does not exist,
            or one that more than one draaiboek of the run has without saying which.

    """
    try:
        gelezen = msgspec.convert(tomllib.loads(pad.read_text(encoding="utf-8")), _Bestand).bekend
    except OSError as fout:
        raise OngeldigeInstelling(f"{pad}: niet te lezen ({fout.strerror}). Controleer --draaiboek-bekend.") from fout
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fout:
        raise OngeldigeInstelling(
            f"{pad}: geen geldig bestand met bekende afwijkingen ({fout}).\n"
            "Geef elke [[bekend]] vier velden: eis (of de code van een regel), berichttype, reden en link; bij een regel mag versie erbij, en draaiboek als er meer draaiboeken zijn."
        ) from fout
    for nr, bekend in enumerate(gelezen, 1):
        leeg = [veld for veld in ("eis", "berichttype", "reden", "link") if not getattr(bekend, veld).strip()]
        if leeg:
            raise OngeldigeInstelling(f"{pad}: bekend nummer {nr}: {', '.join(leeg)} is leeg. Vul het in.")
        _controleer(bekend, f"{pad}: bekend nummer {nr}", draaiboeken)
    return tuple(gelezen)


def _controleer(bekend: Bekend, waar: str, draaiboeken: Sequence[Draaiboek]) -> None:
    """Check that it is about exactly one draaiboek of the run: what excuses a deviation by one must not hide that by another."""
    gevraagd = [draaiboek for draaiboek in draaiboeken if bekend.draaiboek in ("", draaiboek.naam)]
    if not gevraagd:
        raise OngeldigeInstelling(
            f"{waar}: draaiboek {bekend.draaiboek!r} doet in deze run niet mee.\nKies uit {', '.join(d.naam for d in draaiboeken)}."
        )
    fouten = {draaiboek.naam: _bezwaar(bekend, draaiboek) for draaiboek in gevraagd}
    passend = [naam for naam, fout in fouten.items() if fout is None]
    if len(passend) > 1:
        raise OngeldigeInstelling(
            f"{waar}: {bekend.eis} met {bekend.berichttype} is er in {' en '.join(passend)}.\n"
            f'Noem erbij welk het is, bijvoorbeeld: draaiboek = "{passend[0]}".'
        )
    if not passend:
        eerste = next((d for d in gevraagd if bekend.berichttype in d.typen), gevraagd[0])
        raise OngeldigeInstelling(
            f"{waar}: {fouten[eerste.naam]}\n"
            f"Een regel die een {bekend.berichttype} in het onderdeel techniek kan breken, is {bekend.eis!r} ook niet. Verbeter de regel."
        ) from fouten[eerste.naam]


def _bezwaar(bekend: Bekend, draaiboek: Draaiboek) -> DraaiboekFout | None:
    """Return why a draaiboek has nothing of the kind; None when it has."""
    try:
        if bekend.berichttype != VERKLARING:
            draaiboek.paar(bekend.berichttype)
        if not _is_technisch(bekend, draaiboek):
            draaiboek.eis(bekend.eis)
    except DraaiboekFout as fout:
        return fout
    return None


def _is_technisch(bekend: Bekend, draaiboek: Draaiboek) -> bool:
    """Whether it is about a technical rule that some role is held to in this type and version."""
    alle = (geval for rol in draaiboek.toetsrollen for geval in techniekgevallen(draaiboek, rol))
    return any(bekend.is_van(geval) for geval in alle)
