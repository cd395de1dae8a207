"""Known deviations: they keep a pipeline green, but never the verdict."""

import tomllib
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
    """One known deviation; every field but the version is mandatory.

    Args:
        eis: id of the eis, or the code of a technical rule ("CD005").
        berichttype: in full.
        reden: why it deviates, for the report.
        link: where it is being dealt with.
        versie: of the message, for a technical rule; empty for both versions.

    """

    eis: str
    berichttype: str
    reden: str
    link: str
    versie: str = ""

    def is_van(self, geval: Geval | Techniekgeval) -> bool:
        """Whether this case deviates as is known."""
        return (self.eis, self.berichttype) == (geval.sleutel, geval.berichttype) and self.versie in ("", geval.versie)


class _Bestand(msgspec.Struct, forbid_unknown_fields=True):
    bekend: list[Bekend]


def lees_bekend(pad: Path, draaiboeken: tuple[Draaiboek, ...]) -> tuple[Bekend, ...]:
    """Read a file of known deviations: ``[[bekend]]`` with eis, berichttype, reden and link, and perhaps versie.

    Raises:
        OngeldigeInstelling: for a file that cannot be read, a missing or empty field, or an eis or type that does not exist.

    """
    try:
        gelezen = msgspec.convert(tomllib.loads(pad.read_text(encoding="utf-8")), _Bestand).bekend
    except OSError as fout:
        raise OngeldigeInstelling(f"{pad}: niet te lezen ({fout.strerror}). Controleer --draaiboek-bekend.") from fout
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fout:
        raise OngeldigeInstelling(
            f"{pad}: geen geldig bestand met bekende afwijkingen ({fout}).\n"
            "Geef elke [[bekend]] vier velden: eis (of de code van een regel), berichttype, reden en link; bij een regel mag versie erbij."
        ) from fout
    for nr, bekend in enumerate(gelezen, 1):
        leeg = [veld for veld in ("eis", "berichttype", "reden", "link") if not getattr(bekend, veld).strip()]
        if leeg:
            raise OngeldigeInstelling(f"{pad}: bekend nummer {nr}: {', '.join(leeg)} is leeg. Vul het in.")
        is_verklaring = bekend.berichttype == VERKLARING
        kent = [d for d in draaiboeken if (bekend.eis in d.eisen if is_verklaring else bekend.berichttype in d.typen)]
        draaiboek = kent[0] if kent else draaiboeken[0]
        try:
            if not is_verklaring:
                draaiboek.paar(bekend.berichttype)
            if not _is_technisch(bekend, draaiboek):
                draaiboek.eis(bekend.eis)
        except DraaiboekFout as fout:
            raise OngeldigeInstelling(
                f"{pad}: bekend nummer {nr}: {fout}\n"
                f"Een regel die een {bekend.berichttype} in het onderdeel techniek kan breken, is {bekend.eis!r} ook niet. Verbeter de regel."
            ) from fout
    return tuple(gelezen)


def _is_technisch(bekend: Bekend, draaiboek: Draaiboek) -> bool:
    """Whether it is about a technical rule that some role is held to in this type and version."""
    alle = (geval for rol in draaiboek.toetsrollen for geval in techniekgevallen(draaiboek, rol))
    return any(bekend.is_van(geval) for geval in alle)
