"""Which role a system can be judged in: the draaiboeken of a run say so, every one of them."""

from collections.abc import Iterable, Sequence

from pytest_draaiboek.draaiboeken.draaiboek import Draaiboek, Rolgegevens
from pytest_draaiboek.fouten import OngeldigeInstelling


def verzendplicht(draaiboeken: Iterable[Draaiboek]) -> dict[str, bool]:
    """Return every role that a system can be judged in, and whether it sends of itself: whoever only passes on does not."""
    plicht: dict[str, bool] = {}
    for draaiboek in draaiboeken:
        for rol in draaiboek.toetsrollen:
            plicht[rol] = plicht.get(rol, False) or not draaiboek.rollen[rol].geeft_door
    return plicht


def kies_rol(gevraagd: str, draaiboeken: Sequence[Draaiboek]) -> str:
    """Return the role that is meant by its own name, or by the name that it has in texts.

    Args:
        gevraagd: as the user gave it.
        draaiboeken: of the run; all of them must know it.

    Raises:
        OngeldigeInstelling: when one does not, does not judge it, or means another role by it than another does.

    """
    gevonden: dict[str, str] = {}
    for draaiboek in draaiboeken:
        passend = _bedoeld(gevraagd, draaiboek)
        if not passend:
            raise OngeldigeInstelling(
                f"Draaiboek {draaiboek.naam} kent geen rol {gevraagd!r}.\nKies --draaiboek-rol uit {_keuze(draaiboek)}."
            )
        if len(passend) > 1:
            raise OngeldigeInstelling(
                f"In draaiboek {draaiboek.naam} kan {gevraagd!r} meer dan één rol zijn: {' en '.join(r.rol for r in passend)}.\n"
                "Noem bij --draaiboek-rol een daarvan."
            )
        if passend[0].buiten:
            raise OngeldigeInstelling(
                f'Draaiboek {draaiboek.naam} toetst de rol {gevraagd!r} niet: die staat er alleen in als wederpartij (soort = "buiten").\n'
                f"Kies --draaiboek-rol uit {_keuze(draaiboek)}."
            )
        gevonden[draaiboek.naam] = passend[0].rol
    if len(set(gevonden.values())) > 1:
        waar = ", ".join(f"in {naam} {rol}" for naam, rol in gevonden.items())
        raise OngeldigeInstelling(
            f"Met {gevraagd!r} is niet overal dezelfde rol bedoeld: {waar}.\n"
            "Noem bij --draaiboek-rol de rol die het systeem zelf zegt te hebben, en bij --draaiboek de draaiboeken die hem kennen."
        )
    return gevonden[draaiboeken[0].naam]


def controleer_rol(rol: str, draaiboeken: Iterable[Draaiboek]) -> None:
    """Check that every draaiboek can judge a system in this role: one that cannot would leave it unjudged without a word.

    Args:
        rol: as the system gives it.
        draaiboeken: of the run.

    Raises:
        OngeldigeInstelling: names the draaiboek that does not, and the roles that it does judge.

    """
    for draaiboek in draaiboeken:
        if rol not in draaiboek.toetsrollen:
            waarom = "toetst die niet" if rol in draaiboek.rollen else "kent die niet"
            raise OngeldigeInstelling(
                f"Het systeem heeft de rol {rol!r}, en draaiboek {draaiboek.naam} {waarom}; daar zijn de rollen {_keuze(draaiboek)}.\n"
                "Wat te doen: noem bij --draaiboek alleen draaiboeken die de rol kennen, of geef het systeem een van die rollen."
            )


def _bedoeld(gevraagd: str, draaiboek: Draaiboek) -> list[Rolgegevens]:
    if gevraagd in draaiboek.rollen:
        return [draaiboek.rollen[gevraagd]]
    return [rol for rol in draaiboek.rollen.values() if rol.naam == gevraagd]


def _keuze(draaiboek: Draaiboek) -> str:
    namen = (draaiboek.rollen[rol] for rol in draaiboek.toetsrollen)
    return ", ".join(rol.rol if rol.naam == rol.rol else f"{rol.rol} ({rol.naam})" for rol in namen)
