"""What a draaiboek takes from the one it builds on: all of it, but for what it says itself; and bases that cannot be."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_draaiboek.draaiboeken import Draaiboek, Ernst, Herkomst, keur, laad, lees, namen
from pytest_draaiboek.draaiboeken.plaatsen import geschreven
from pytest_draaiboek.fouten import OngeldigDraaiboek

KOP = """
basis = "iwmo-3.1"
[uitgave."eigen-1"]
standaard = "iwmo"
voorvoegsel = "WMO"
titel = "iWmo {van} naar {naar}"
"""


@pytest.fixture
def basis() -> Draaiboek:
    return laad("iwmo-3.1")


def schrijf(map_: Path, tekst: str, naam: str = "eigen.toml") -> Path:
    (map_ / naam).parent.mkdir(parents=True, exist_ok=True)
    (map_ / naam).write_text(tekst, encoding="utf-8")
    return map_ / naam


def een(map_: Path, erbij: str = "", boven: str = "", naam: str = "eigen.toml") -> Draaiboek:
    (draaiboek,) = lees(schrijf(map_, f"{boven}\n{KOP}\n{erbij}", naam))
    return draaiboek


def zonder_naam(draaiboek: Draaiboek) -> Draaiboek:
    """Return a draaiboek without what tells which file it is of."""
    vertalingen = {
        taal: MappingProxyType({sleutel: tekst for sleutel, tekst in teksten.items() if sleutel != "titel"})
        for taal, teksten in draaiboek.vertalingen.items()
    }
    return replace(draaiboek, naam="", herkomst="", sha256="", vertalingen=MappingProxyType(vertalingen))


@pytest.mark.parametrize("naam", namen())
def test_zonder_verandering_is_het_de_basis(naam: str, tmp_path: Path) -> None:
    basis = laad(naam)
    voorvoegsel = geschreven(naam, naam).voorvoegsel
    schrijf(
        tmp_path,
        f'basis = "{naam}"\n[uitgave.eigen]\nstandaard = "{basis.standaard}"\nvoorvoegsel = "{voorvoegsel}"\ntitel = "{basis.titel}"\n',
    )
    (draaiboek,) = lees(tmp_path / "eigen.toml")
    assert zonder_naam(draaiboek) == zonder_naam(basis)
    assert draaiboek.naam == "eigen"
    assert draaiboek.sha256 != basis.sha256


def test_versies_en_momenten_werken_door_in_kalender_en_teksten(basis: Draaiboek, tmp_path: Path) -> None:
    draaiboek = een(
        tmp_path,
        '[[mijlpaal]]\nnr = "3.1.2"\nmoment = 2022-03-30T16:30:00\n[[mijlpaal]]\nnr = "3.2.1"\nmoment = 2022-03-30T16:30:00\n',
        boven='van = "3.1"\nnaar = "4.0"',
    )
    assert draaiboek.titel == "iWmo 3.1 naar 4.0"
    assert draaiboek.stroken.keys() == {(type_, versie) for type_ in basis.typen for versie in ("3.1", "4.0")}
    half_vijf = basis.mijlpaal("3.2.1").moment - timedelta(minutes=30)
    assert not draaiboek.oordeel("WMO305", "3.1", half_vijf).mag
    assert basis.oordeel("WMO305", "3.0", half_vijf).mag
    assert (
        draaiboek.eis("3.1.2").tekst
        == "Verzendt 305, 307, 315 en 317 tot 30 maart 16.30 uur en vanaf dat moment niet meer."
    )
    assert (
        draaiboek.vertalingen["en"]["eis 3.2.4"]
        == "From 4 April 13:00 passes on all fourteen messages in 4.0, and no 3.1."
    )
    # What is not said is the basis': of a milestone as well.
    assert replace(draaiboek.mijlpaal("3.1.2"), moment=basis.mijlpaal("3.1.2").moment) == basis.mijlpaal("3.1.2")


def test_alleen_wat_een_eis_zelf_zegt_is_anders(basis: Draaiboek, tmp_path: Path) -> None:
    draaiboek = een(
        tmp_path,
        '[[eis]]\nid = "3.1.2"\nernst = "procedureel"\n[[eis]]\nid = "9"\nparagraaf = "9"\nrollen = ["gemeente"]\nernst = "verplicht"\ntekst = "Iets nieuws."\ntoets = "paar"\n',
    )
    assert draaiboek.eis("3.1.2").ernst is Ernst.PROCEDUREEL
    assert replace(draaiboek.eis("3.1.2"), ernst=Ernst.VERPLICHT) == basis.eis("3.1.2")
    assert [*draaiboek.eisen] == [*basis.eisen, "9"]
    assert draaiboek.eis("9").mijlpalen == ()


def test_een_eigen_venster_gaat_voor(basis: Draaiboek, tmp_path: Path) -> None:
    draaiboek = een(tmp_path, '[[venster]]\ntypes = ["323"]\nversie = "3.0"\ngeblokkeerd_vanaf = "3.1.1"\n')
    anders = {sleutel for sleutel, strook in draaiboek.stroken.items() if strook != basis.stroken[sleutel]}
    assert anders == {("WMO323", "3.0")}
    assert not draaiboek.oordeel("WMO323", "3.0", basis.mijlpaal("3.1.1").moment).mag


def test_wat_vervalt_is_nergens_meer(tmp_path: Path) -> None:
    draaiboek = een(
        tmp_path,
        '[vervalt]\npaar = ["303", "315"]\neis = ["5.2"]\nmijlpaal = ["5.2"]\n',
    )
    weg = {"WMO303", "WMO304", "WMO315", "WMO316"}
    assert not weg & set(draaiboek.typen)
    assert not weg & {type_ for type_, _ in draaiboek.stroken}
    assert not weg & {type_ for eis in draaiboek.eisen.values() for type_ in eis.typen}
    assert draaiboek.paar("WMO319").verleden == ()
    # An eis about what is gone goes too: without types it would be about all of them.
    assert {"3.3.1", "3.3.2", "3.3.3", "5.2"}.isdisjoint(draaiboek.eisen)
    assert draaiboek.eis("3.1.2").typen == ("WMO305", "WMO307", "WMO317")
    assert "5.2" not in draaiboek.mijlpalen
    assert {"eis 5.2", "mijlpaal 5.2", "eis 3.3.1"}.isdisjoint(draaiboek.vertalingen["en"])


def test_een_vertaling_van_een_eigen_tekst_wordt_niet_overgenomen(tmp_path: Path) -> None:
    """It would say something else than the text does."""
    erbij = """
[[eis]]
id = "3.1.2"
tekst = "Iets anders."
[[eis]]
id = "3.1.3"
tekst = "Nog iets anders."
[[mijlpaal]]
nr = "2.4"
wat = "Weer anders."
[[fase]]
nr = 1
naam = "sluiting"
[rol.aanbieder]
naam = "leverancier"
[vertaling.en.eis]
"3.1.3" = "Something else again."
"""
    engels = een(tmp_path, erbij).vertalingen["en"]
    assert {"eis 3.1.2", "mijlpaal 2.4", "fase 1", "rol aanbieder", "titel"}.isdisjoint(engels)
    assert engels["eis 3.1.3"] == "Something else again."
    assert {"eis 3.1.1", "mijlpaal 3.1.2", "fase 2", "rol gemeente"} <= engels.keys()
    assert een(tmp_path, erbij).rollen["aanbieder"].naam == "leverancier"


def test_herkomst_is_die_van_het_eigen_bestand(tmp_path: Path) -> None:
    draaiboek = een(
        tmp_path,
        '[[mijlpaal]]\nnr = "3.2.4"\nherkomst = "bron"\ntoelichting = "Op {3.2.4.dag}."\n',
        boven='herkomst = "analogie"',
    )
    assert draaiboek.live.herkomst is Herkomst.BRON
    assert draaiboek.live.toelichting == "Op 4 april."
    assert {eis.herkomst for eis in draaiboek.eisen.values()} == {Herkomst.ANALOGIE}
    assert {o.herkomst for strook in draaiboek.stroken.values() for o in strook.oordelen} == {Herkomst.ANALOGIE}
    assert {paar.herkomst for paar in draaiboek.paren} == {Herkomst.ANALOGIE}


def test_facultatief_staat_alleen_in_de_kalender(basis: Draaiboek, tmp_path: Path) -> None:
    draaiboek = een(tmp_path, '[[paar]]\nheen = "319"\nfacultatief = true\n', naam="tussen.toml")
    assert draaiboek.typen == basis.typen
    assert set(basis.typen) - set(draaiboek.getoetste_typen) == {"WMO319", "WMO320"}
    (eigen,) = lees(
        schrijf(
            tmp_path,
            KOP.replace("iwmo-3.1", "tussen.toml").replace("eigen-1", "eigen-2")
            + '[[paar]]\nheen = "319"\nfacultatief = false\n',
        )
    )
    assert eigen.getoetste_typen == basis.typen


def test_een_keten_van_bases(tmp_path: Path) -> None:
    eerste = een(tmp_path, '[[mijlpaal]]\nnr = "3.1.1"\nmoment = 2022-03-22T23:00:00\n', naam="sub/een.toml")
    tweede = KOP.replace("iwmo-3.1", "sub\\\\een.toml").replace("eigen-1", "eigen-2")
    (draaiboek,) = lees(schrijf(tmp_path, tweede + '[[mijlpaal]]\nnr = "3.3.1"\nmoment = 2022-03-02T23:00:00\n'))
    assert draaiboek.mijlpaal("3.1.1") == eerste.mijlpaal("3.1.1")
    assert f"{draaiboek.mijlpaal('3.3.1').moment:%d-%m}" == "02-03"
    assert len({draaiboek.sha256, eerste.sha256, laad("iwmo-3.1").sha256}) == 3


def test_de_vingerafdruk_is_van_alle_bestanden(tmp_path: Path) -> None:
    een(tmp_path, naam="een.toml")
    tweede = schrijf(tmp_path, KOP.replace("iwmo-3.1", "een.toml").replace("eigen-1", "eigen-2"))
    voor = lees(tweede)[0].sha256
    een(tmp_path, "# iets\n", naam="een.toml")
    assert lees(tweede)[0].sha256 != voor


@pytest.mark.parametrize(
    ("boven", "erbij", "regel", "sleutel", "gevonden"),
    [
        ('basis = "iwmo-31"', "", 1, "basis", "er is geen draaiboek 'iwmo-31'; bedoelt u 'iwmo-3.1'?"),
        ('basis = "weg.toml"', "", 1, "basis", "'weg.toml': dit bestand is er niet"),
        ('basis = "http://ergens/x.toml"', "", 1, "basis", "'http://ergens/x.toml' is geen basis"),
        ("basis = 3", "", 1, "basis", "'3' is geen basis"),
        ('basis = "eigen.toml"', "", 1, "basis", "de bases bijten in hun staart: "),
        ('basis = "./a/../eigen.toml"', "", 1, "basis", "'./a/../eigen.toml': dit bestand is er niet"),
        ('basis = "map.toml"', "", 1, "basis", "'map.toml': dit is een map"),
        ('basis = "/etc/passwd"', "", 1, "basis", "er is geen draaiboek '/etc/passwd'"),
        ('basis = "iwmo-3.1"', '[vervalt]\neis = [\n"3.1.2",\n"9"]', 9, "vervalt.eis", "'9' is niet in de basis"),
        ('basis = "iwmo-3.1"', "[vervalt]\nrol = []", 7, "vervalt.rol", "dit kan niet vervallen"),
        ('basis = "iwmo-3.1"', "[vervalt]\neis = 3", 7, "vervalt.eis", "is geen lijst van teksten"),
        ('basis = "iwmo-3.1"\nvervalt = 3', "", 2, "vervalt", "is geen tabel"),
    ],
)  # fmt: skip
def test_een_basis_die_niet_kan(
    boven: str, erbij: str, regel: int, sleutel: str, gevonden: str, tmp_path: Path
) -> None:
    (tmp_path / "map.toml").mkdir()
    uitgave = '[uitgave."eigen-1"]\nstandaard = "iwmo"\nvoorvoegsel = "WMO"\ntitel = "iets"\n'
    pad = schrijf(tmp_path, f"{boven}\n{uitgave}{erbij}\n")
    (gebrek,) = keur(pad)
    assert (gebrek.bestand, gebrek.regel, gebrek.sleutel) == (str(pad), regel, sleutel)
    assert gebrek.gevonden.startswith(gevonden)
    with pytest.raises(OngeldigDraaiboek, match=r"\nWat te doen: "):
        lees(pad)


def test_zonder_eigen_naam(tmp_path: Path) -> None:
    (gebrek,) = keur(schrijf(tmp_path, 'basis = "iwmo-3.1"\n'))
    assert (gebrek.sleutel, gebrek.raad) == (
        "uitgave",
        'voeg een [uitgave."naam"] toe, met standaard, voorvoegsel en titel',
    )
    (gebrek,) = keur(schrijf(tmp_path, KOP.replace("eigen-1", "iwmo-3.1")))
    assert (gebrek.regel, gebrek.sleutel, gebrek.gevonden) == (3, "uitgave.iwmo-3.1", "zo heet de basis zelf al")


def test_vervalt_zonder_basis(tmp_path: Path) -> None:
    tekst = (Path(__file__).parents[2] / "pytest_draaiboek" / "draaiboeken" / "wmo-jw-2022.toml").read_text(
        encoding="utf-8"
    )
    (gebrek,) = keur(schrijf(tmp_path, f'{tekst}\n[vervalt]\neis = ["3.1.2"]\n'))
    assert gebrek.gevonden == "zonder basis is er niets dat kan vervallen"
    assert gebrek.regel == len(tekst.splitlines()) + 2


def test_een_kring_en_een_te_lange_keten(tmp_path: Path) -> None:
    for nr in range(10):
        schrijf(tmp_path, KOP.replace("iwmo-3.1", f"k{(nr + 1) % 3}.toml").replace("eigen-1", f"n{nr}"), f"k{nr}.toml")
    (gebrek,) = keur(tmp_path / "k0.toml")
    assert gebrek.bestand.endswith("k2.toml")
    assert gebrek.gevonden.count(".toml") == 4
    for nr in range(10):
        schrijf(tmp_path, KOP.replace("iwmo-3.1", f"d{nr + 1}.toml").replace("eigen-1", f"n{nr}"), f"d{nr}.toml")
    (gebrek,) = keur(tmp_path / "d0.toml")
    assert gebrek.gevonden == "de keten van bases is langer dan 8 bestanden"


def test_een_fout_in_de_basis_staat_bij_haar_eigen_regel(tmp_path: Path) -> None:
    een(tmp_path, naam="een.toml")
    schrijf(tmp_path, KOP + '[[mijlpaal]]\nnr = "3.1.2"\nmoment = 2022-03-27T02:30:00\n', "een.toml")
    schrijf(
        tmp_path,
        KOP.replace("iwmo-3.1", "een.toml").replace("eigen-1", "eigen-2") + '[[eis]]\nid = "3.1.2"\ntoets = ""\n',
    )
    basis, eigen = keur(tmp_path / "eigen.toml")
    assert (Path(eigen.bestand).name, eigen.regel, eigen.sleutel) == ("eigen.toml", 7, "eis 3.1.2")
    assert (Path(basis.bestand).name, basis.regel, basis.sleutel) == ("een.toml", 9, "mijlpaal 3.1.2.moment")
    schrijf(tmp_path, "a = = 1", "een.toml")
    (gebrek,) = keur(tmp_path / "eigen.toml")
    assert (Path(gebrek.bestand).name, gebrek.regel) == ("een.toml", 1)


@pytest.mark.breed
@given(
    schuif=st.dictionaries(
        st.sampled_from(["3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.4"]), st.integers(-5000, 5000), max_size=5
    ),
    vervalt=st.sets(st.sampled_from(["301", "303", "305", "307", "315", "317", "319", "323"]), max_size=8),
    eisen=st.sets(st.sampled_from(["1.1", "3.1.2", "5.2", "3.2.3"]), max_size=4),
)
@settings(max_examples=150, deadline=None)
def test_wat_er_ook_anders_is_het_klopt_of_het_zegt_waarom(
    tmp_path_factory: pytest.TempPathFactory, schuif: dict[str, int], vervalt: set[str], eisen: set[str]
) -> None:
    basis = laad("iwmo-3.1")
    erbij = f"[vervalt]\npaar = {sorted(vervalt)}\neis = {sorted(eisen)}\n"
    for nr, minuten in schuif.items():
        moment = basis.mijlpaal(nr).moment.replace(tzinfo=None) + timedelta(minutes=minuten)
        erbij += f'[[mijlpaal]]\nnr = "{nr}"\nmoment = {moment:%Y-%m-%dT%H:%M:%S}\n'
    pad = schrijf(tmp_path_factory.mktemp("b"), f"{KOP}\n{erbij}")
    gebreken = keur(pad)
    if gebreken:
        assert all(gebrek.gevonden and gebrek.raad for gebrek in gebreken)
        with pytest.raises(OngeldigDraaiboek):
            lees(pad)
        return
    (draaiboek,) = lees(pad)
    assert {p.heen[3:] for p in basis.paren} - {p.heen[3:] for p in draaiboek.paren} == vervalt
    assert eisen.isdisjoint(draaiboek.eisen)
    for nr, minuten in schuif.items():
        assert draaiboek.mijlpaal(nr).moment.replace(tzinfo=None) - basis.mijlpaal(nr).moment.replace(
            tzinfo=None
        ) == timedelta(minutes=minuten)
