"""A diagnosis finds nothing to remark on in the examples: they are what a supplier copies."""

import pytest
from voorbeelden_delen import elk, zet_klaar


@pytest.mark.usefixtures("toegerust")
@elk
def test_er_valt_niets_op(pytester: pytest.Pytester, bestand: str) -> None:
    opties = zet_klaar(pytester.path, bestand, "")
    opties = [optie for optie in opties if not optie.startswith("--draaiboek-onderdeel")]
    uitslag = pytester.runpytest_subprocess("--draaiboek-diagnose", *opties)
    assert uitslag.ret == 0
    uitslag.stdout.fnmatch_lines(["* goed, 0 let op, 0 fout. *"])
