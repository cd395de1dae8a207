"""Python code in which a page replaces part of a file: what it shows takes the place of what had that name, the rest stays."""

import ast


def voeg_samen(oud: str, nieuw: str) -> str:
    """Return a file as a reader has it who puts a shown part in.

    A part that shows a class again, with a line ``...`` in it, adds to that class: its methods replace those of the same name. Functions,
    classes and assignments at the top replace those of the same name, and imports are added. A part without such a class is the whole file.

    Args:
        oud: the file.
        nieuw: what the page shows.

    """
    boom, deel = ast.parse(oud), ast.parse(nieuw)
    if not any(isinstance(knoop, ast.ClassDef) and _is_vervolg(knoop) for knoop in deel.body):
        return nieuw
    for knoop in deel.body:
        _zet_in(boom.body, knoop)
    return ast.unparse(boom) + "\n"


def _is_vervolg(knoop: ast.stmt) -> bool:
    return isinstance(knoop, ast.ClassDef) and any(
        isinstance(lid, ast.Expr) and isinstance(lid.value, ast.Constant) and lid.value.value is Ellipsis
        for lid in knoop.body
    )


def _zet_in(leden: list[ast.stmt], nieuw: ast.stmt) -> None:
    if isinstance(nieuw, ast.Import | ast.ImportFrom):
        leden.insert(0, nieuw)
        return
    naam = _naam(nieuw)
    for plaats, lid in enumerate(leden):
        if _naam(lid) == naam:
            if isinstance(lid, ast.ClassDef) and isinstance(nieuw, ast.ClassDef) and _is_vervolg(nieuw):
                for erbij in nieuw.body:
                    if _naam(erbij):
                        _zet_in(lid.body, erbij)
            else:
                leden[plaats] = nieuw
            return
    # New names come before the first class or function: after the imports, and before whatever uses them.
    plaats = next((nr for nr, lid in enumerate(leden) if isinstance(lid, ast.ClassDef)), len(leden))
    leden.insert(plaats, nieuw)


def _naam(knoop: ast.stmt) -> str:
    """Return what a statement gives a name to; empty for other statements."""
    if isinstance(knoop, ast.FunctionDef | ast.ClassDef):
        return knoop.name
    if isinstance(knoop, ast.Assign):
        return ast.unparse(knoop.targets[0])
    if isinstance(knoop, ast.AnnAssign):
        return ast.unparse(knoop.target)
    return ""
