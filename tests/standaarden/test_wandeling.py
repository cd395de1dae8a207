"""The walk along a message: every arrangement of children is met, and what could mislead it is left to the rules."""

from itertools import combinations

import pytest
from bouwsel import BERICHT, RUIMTEN, bericht, blad, maak, stuk, tak
from lxml import etree

from pytest_draaiboek.standaarden.eerste_blik import Vraag, kijk
from pytest_draaiboek.standaarden.structuur import Knoop
from pytest_draaiboek.standaarden.wandeling import Wandeling
from pytest_draaiboek.standaarden.wegen import Onvertaalbaar


def structuur(soorten: str) -> Knoop:
    """Return a root with children a, b, c ...: each must be there (1), need not (?), or may be there more than once (* or +)."""
    kinderen = [
        blad(naam, verplicht=soort in "1+", herhaalbaar=soort in "*+")
        for naam, soort in zip("abcd", soorten, strict=False)
    ]
    return tak("Bericht", *kinderen)


@pytest.mark.parametrize(
    "soorten", ["1", "?", "*", "11", "1?", "?1", "??", "1*", "?*", "*?", "**", "1?1", "1?*", "11*", "11+", "?11?", "1*1?", "1111"]
)  # fmt: skip
def test_elk_kind_komt_langs(soorten: str) -> None:
    wortel = structuur(soorten)
    namen = [kind.naam for kind in wortel.kinderen]
    mag_weg = [kind.naam for kind in wortel.kinderen if not kind.verplicht]
    for hoeveel in range(len(mag_weg) + 1):
        for weg in combinations(mag_weg, hoeveel):
            inhoud = [
                (kind.naam, f"{kind.naam}{nr}")
                for kind in wortel.kinderen
                for nr in range(2 if kind.herhaalbaar else 1)
                if kind.naam not in weg
            ]
            root = maak(wortel, inhoud)
            for anderen in (namen, []):
                for naam in namen:
                    gevonden = {
                        tekst
                        for tekst in (f"{ander}{nr}" for ander in namen for nr in range(2))
                        if kijk(
                            [Vraag(naam, f".='{tekst}'", None, ()), *(Vraag(x, ".='x'", None, ()) for x in anderen)],
                            wortel,
                            RUIMTEN,
                        )(root)
                    }
                    assert gevonden == {tekst for van, tekst in inhoud if van == naam}


ROOT = (("A", [stuk("2022-02-01", "2022-02-03", "1", "r1")], "1", ("A",)),)
VRAAG = Vraag("Stuk", "Vorig='x' or number(translate(Eind,'-','')) > 20230101", None, ())


@pytest.mark.parametrize("tussen", [etree.Comment("x"), etree.ProcessingInstruction("x"), etree.Entity("x")])
@pytest.mark.parametrize("plek", ["Stuk", "Vorig", "Groepen"])
def test_wat_er_tussen_staat_is_voor_de_regels(tussen: etree._Element, plek: str) -> None:
    blik, root = kijk([VRAAG], BERICHT, RUIMTEN), bericht(*ROOT)
    assert not blik(root)
    next(root.iter(f"{{*}}{plek}")).append(tussen)
    assert blik(root)


@pytest.mark.parametrize("dag", ["2022-02-03Z", "2022-02-03+01:00", " 2022-02-03", "12022-02-03", "-0044-03-15"])
def test_een_ongewone_dag_is_voor_de_regels(dag: str) -> None:
    root = bericht(*ROOT)
    (eind,) = root.iter("{*}Eind")
    eind.text = dag
    assert kijk([VRAAG], BERICHT, RUIMTEN)(root)


def test_zonder_vragen_is_er_niets_te_zien() -> None:
    assert not kijk([], BERICHT, RUIMTEN)(bericht(*ROOT))
    assert not kijk([Vraag("Elders", "true", None, ())], BERICHT, RUIMTEN)(bericht(*ROOT))


@pytest.mark.parametrize(
    ("plek", "fout_als"),
    [
        ("Stuk", "Bedrag=sum(ancestor::Groep/Stukken/Stuk/Bedrag)"),
        ("Stuk", "Prijs='x'"),
        ("Stuk", "plus_weken(Begin,1)=1"),
        ("Groep", "Stukken/Stuk/../Stuk"),
    ],
)
def test_wat_niet_te_zeggen_is_is_voor_de_regels(plek: str, fout_als: str) -> None:
    assert kijk([Vraag(plek, fout_als, None, ())], BERICHT, RUIMTEN)(bericht(*ROOT))


def test_een_voorwaarde_over_een_lijst_wordt_geweigerd() -> None:
    wandeling = Wandeling(BERICHT, RUIMTEN)
    plaats = (BERICHT, BERICHT.kinderen[1], BERICHT.kinderen[1].kinderen[0])
    lijst = wandeling.lijst(plaats, (*plaats, plaats[-1].kinderen[-1]), "True")
    with pytest.raises(Onvertaalbaar):
        wandeling.lijst(plaats[:1], plaats, f"({lijst} != [])")
