"""A range of releases."""


def geldt(versie: str, vanaf: str | None, tot: str | None) -> bool:
    """Whether something with this range of releases (``[vanaf, tot)``, None for no bound) is part of a version."""
    return (vanaf is None or _orde(vanaf) <= _orde(versie)) and (tot is None or _orde(versie) < _orde(tot))


def _orde(versie: str) -> tuple[int, ...]:
    return tuple(int(deel) for deel in versie.split("."))
