"""What an answer says of the message that it answers, and whether that is how a broken rule is rejected."""

import pytest
from lxml import etree

from pytest_draaiboek import Bericht, Berichten
from pytest_draaiboek.berichten.bescheid import juiste_afkeuring, klassen_van, lees_bescheid

BERICHTEN = Berichten()
DECLARATIE = BERICHTEN.maak("WMO323", "3.1", zaad=3)
PRESTATIE = klassen_van(DECLARATIE, "WMO325", "9319")


def anders(retour: Bericht, **codes: str) -> Bericht:
    """Return an answer with other codes, by the class that they stand in."""
    root = etree.fromstring(retour.xml)
    for code in root.iter("{*}RetourCode"):
        klasse = etree.QName(code.getparent().getparent()).localname
        code.text = codes.get(klasse, code.text)
    return Bericht.lees(etree.tostring(root, encoding="UTF-8"))


def test_waar_een_retourcode_over_gaat() -> None:
    assert PRESTATIE == ("Prestatie",)
    assert klassen_van(DECLARATIE, "WMO325", "0001") == ()


def test_een_goedkeuring() -> None:
    start = BERICHTEN.maak("WMO305", "3.1")
    for heen, tekst in ((start, "alleen de kop, zonder retourcode"), (DECLARATIE, "met 0200, 8001")):
        bescheid = lees_bescheid(BERICHTEN.retour(heen))
        assert (bescheid.aanvaardt, bescheid.keurt_af("0001", ()), str(bescheid)) == (True, False, tekst)
        assert not bescheid.keurt_af("9319", PRESTATIE)


def test_alleen_de_kop_met_0001_keurt_elke_regel_af() -> None:
    bescheid = lees_bescheid(BERICHTEN.retour(DECLARATIE, retourcodes=("0001",)))
    assert (bescheid.aanvaardt, str(bescheid)) == (False, "alleen de kop, met 0001")
    assert bescheid.keurt_af("0001", ())
    assert bescheid.keurt_af("9319", PRESTATIE)


def test_een_eigen_code_telt_bij_zijn_klasse_en_alleen_daar() -> None:
    retour = BERICHTEN.retour(DECLARATIE, retourcodes=("9319",))
    bescheid = lees_bescheid(retour)
    assert (bescheid.aanvaardt, str(bescheid)) == (False, "met 9319 bij Prestatie")
    assert bescheid.keurt_af("9319", PRESTATIE)
    assert not bescheid.keurt_af("0001", ())
    assert not bescheid.keurt_af("9320", PRESTATIE)
    for codes, tekst in (
        ({"Client": "9319", "Prestatie": "0233"}, "met 9319 bij Client"),
        ({"Client": "9319"}, "met 9319 bij Client, 9319 bij Prestatie"),
        ({"Header": "0001"}, "met 0001, 9319 bij Prestatie"),
        ({"Prestatie": "0001"}, "met 0001 bij Prestatie"),
    ):
        bescheid = lees_bescheid(anders(retour, **codes))
        assert (bescheid.keurt_af("9319", PRESTATIE), str(bescheid)) == (False, tekst)


def test_0001_bij_een_klasse_keurt_niet_juist_af() -> None:
    retour = BERICHTEN.retour(BERICHTEN.maak("WMO305", "3.1"), retourcodes=("9019",))
    bescheid = lees_bescheid(anders(retour, StartProduct="0001"))
    assert str(bescheid) == "met 0001 bij StartProduct"
    assert not bescheid.keurt_af("0001", ())


@pytest.mark.parametrize("code", ["0001", "9319"])
def test_de_kop_met_de_eigen_code(code: str) -> None:
    retour = anders(BERICHTEN.retour(DECLARATIE, retourcodes=("0001",)), Header="9319")
    assert lees_bescheid(retour).keurt_af(code, PRESTATIE) == (code == "9319")


def test_hoe_het_moet() -> None:
    assert juiste_afkeuring("0001", ()) == "alleen de kop, met 0001"
    assert juiste_afkeuring("9319", PRESTATIE) == "alleen de kop, met 0001, of met 9319 bij Prestatie"
