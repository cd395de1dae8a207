"""Whether the target is there, keeps the contract, and says who it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pytest_draaiboek.diagnose.punt import Gestopt, Punt, fout, fout_van, goed, let_op, vraag
from pytest_draaiboek.diagnose.rauw import vraag_rauw
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.fouten import AdapterFout, OnbereikbaarSysteem, OngeldigeInstelling
from pytest_draaiboek.systemen import Systeem
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.verbinding import Verbinding
from pytest_draaiboek.systemen.afstand.vormen import VERBEN, Beschrijving
from pytest_draaiboek.systemen.doel import is_op_afstand, maak_systeem
from pytest_draaiboek.toetsing.aanzegging import VERB

DOEL, BESCHRIJVING = "doel", "beschrijving"
NIETS_MOGELIJK = "er is niets te toetsen"
HERSTEL = "controleer --draaiboek-systeem, en of het systeem te starten is."


def vind_systeem(doel: str, map_: Path, rollen: Mapping[str, bool], verbinding: Verbinding) -> Systeem:
    """Return the system that a target names.

    Args:
        doel: one target.
        map_: where the user stands.
        rollen: the roles that it can be judged in, and whether it must be able to send in each.
        verbinding: how a system in another process is reached.

    Raises:
        Gestopt: when it is not there, or does not keep the contract.

    """
    try:
        return maak_systeem(doel, map_, rollen, verbinding)
    except (OngeldigeInstelling, OnbereikbaarSysteem) as mis:
        raise Gestopt(fout_van(DOEL, mis, "een systeem dat antwoordt", HERSTEL, NIETS_MOGELIJK)) from mis
    except AdapterFout as mis:
        wel = "een volledige beschrijving" if is_op_afstand(doel) else "alle verben van het contract"
        raise Gestopt(fout_van(BESCHRIJVING, mis, wel, "herstel de adapter.", NIETS_MOGELIJK)) from mis
    except (Exception, SystemExit) as mis:
        gevonden = f"{doel} brak af met {type(mis).__name__}: {mis}"
        raise Gestopt(fout(DOEL, gevonden, "een systeem", "herstel de adapter.", NIETS_MOGELIJK)) from mis


def beschrijving(systeem: Systeem, gevraagde_rol: str | None, draaiboek: Draaiboek) -> Iterator[Punt]:
    """Say who the system is, and whether the draaiboek has a part for it.

    Args:
        systeem: that was found.
        gevraagde_rol: as the options give it; None when they don't.
        draaiboek: by which it would be judged.

    Raises:
        Gestopt: when it has no part in the draaiboek.

    """
    rol = str(systeem.rol)
    if gevraagde_rol and gevraagde_rol != rol:
        raise Gestopt(
            fout(
                BESCHRIJVING,
                f"het systeem zegt dat het een {rol} is",
                f"een {gevraagde_rol}, zoals --draaiboek-rol zegt",
                "laat --draaiboek-rol weg, of maak hem gelijk aan de rol van het systeem.",
                NIETS_MOGELIJK,
            )
        )
    if rol not in draaiboek.toetsrollen:
        raise Gestopt(
            fout(
                BESCHRIJVING,
                f"rol is {rol!r}",
                f"een rol van draaiboek {draaiboek.naam}: {', '.join(draaiboek.toetsrollen)}",
                "geef het systeem een van die rollen, of neem een ander draaiboek.",
                NIETS_MOGELIJK,
            )
        )
    leeg = [naam for naam in ("naam", "versie") if not getattr(systeem, naam, "")]
    wie = f"{getattr(systeem, 'naam', '') or 'naamloos'} {getattr(systeem, 'versie', '')}".strip()
    tekst = f"{wie}, een {rol}{_verben(systeem, draaiboek)}"
    if leeg:
        yield let_op(BESCHRIJVING, f"{tekst}; zonder {' en '.join(leeg)}, terwijl een verslag die noemt")
    else:
        yield goed(BESCHRIJVING, tekst)
    onbekend = vraag(BESCHRIJVING, lambda: _onbekende_verben(systeem), "een volledige beschrijving")
    if isinstance(onbekend, Punt):
        yield onbekend
    elif onbekend:
        yield let_op(
            BESCHRIJVING,
            f"verben noemt {', '.join(onbekend)}; de kit kent {', '.join(VERBEN)}. Is het een schrijffout?",
        )


def _verben(systeem: Systeem, draaiboek: Draaiboek) -> str:
    if not isinstance(systeem, SysteemOpAfstand):
        return ""
    # Nobody asks for the verb about moved moments when none was moved.
    gevraagd = [naam for naam in VERBEN if draaiboek.uitstel or naam != VERB]
    zonder = [naam for naam in gevraagd if naam not in systeem.verben]
    return f", met alle verben{' behalve ' if zonder else ''}{', '.join(zonder)}"


def _onbekende_verben(systeem: Systeem) -> list[str]:
    """Return the verbs that a system describes and that there are not; a misspelt one would quietly not be used."""
    if not isinstance(systeem, SysteemOpAfstand):
        return []
    gelezen: Beschrijving = vraag_rauw(systeem, VERBEN["beschrijving"], {})
    return [naam for naam in gelezen.verben if naam not in VERBEN]
