"""The report: one self-contained page that is drawn from a result, and from nothing else."""

from pytest_draaiboek.rapport.html.pagina import teken

__all__ = ["teken"]
