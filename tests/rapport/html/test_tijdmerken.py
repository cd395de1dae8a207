"""What the system did at a moment: on the band of the version that left, and the heaviest sign wins."""

from datetime import UTC, datetime, timedelta

import pytest
from tijdlijn_delen import BEGIN, bericht, eis, geval, strook, uitkomst, waarneming

from pytest_draaiboek.rapport.html.tijdmerken import TUSSEN, Merk, Teken, groepen, merken_van
from pytest_draaiboek.rapport.resultaat import Draaiboekresultaat, Verkeer, Waarneming

OUD, OUD_BERICHT = bericht("A1", "7")
NIEUW, NIEUW_BERICHT = bericht("A1", "8")
ANDER, ANDER_BERICHT = bericht("B2", "8")
BERICHTEN = {OUD: OUD_BERICHT, NIEUW: NIEUW_BERICHT, ANDER: ANDER_BERICHT}
LATER = BEGIN + timedelta(hours=1)


def merken(resultaat: Draaiboekresultaat) -> list[Merk]:
    return merken_van(resultaat, BERICHTEN)


def kort(gevonden: list[Merk]) -> list[tuple[str, Teken]]:
    return [(merk.versie, merk.teken) for merk in gevonden]


def een(w: Waarneming, *verkeer: Verkeer, ontvangt: bool = False, soort: str = "voldoet") -> list[tuple[str, Teken]]:
    richting = {"ontvangt": ["A1"], "verzendt": ["B2"]} if ontvangt else {"verzendt": ["A1"]}
    return kort(merken(uitkomst(eis("1", geval("A1", w, verkeer=verkeer, soort=soort)), **richting)))  # type: ignore[arg-type]


def uit(sleutel: str, moment: datetime = BEGIN) -> Verkeer:
    return Verkeer(moment=moment, richting="uit", bericht=sleutel)


def erin(sleutel: str) -> Verkeer:
    return Verkeer(moment=BEGIN, richting="in", bericht=sleutel)


def test_wat_vertrok_staat_op_zijn_band_en_niets_ertussen() -> None:
    assert een(waarneming(verkeer=[0]), uit(OUD)) == [("7", Teken.VERZONDEN)]
    assert een(waarneming()) == [(TUSSEN, Teken.NIETS)]


def test_wat_op_een_ander_moment_vertrok_staat_niet_op_dit_moment() -> None:
    assert een(waarneming(verkeer=[0]), uit(OUD, LATER)) == [(TUSSEN, Teken.NIETS)]


def test_een_bericht_van_een_ander_type_is_niet_wat_hier_vertrok() -> None:
    assert een(waarneming(verkeer=[0, 1]), erin(ANDER), uit(ANDER)) == [(TUSSEN, Teken.NIETS)]


def test_alleen_berichten_van_de_waarneming_zelf_tellen() -> None:
    assert een(waarneming(verkeer=[1]), uit(NIEUW), uit(OUD)) == [("7", Teken.VERZONDEN)]


@pytest.mark.parametrize(
    ("gezegd", "teken"),
    [
        ("aanvaard", Teken.AANGENOMEN),
        ("uitgesteld tot straks", Teken.AANGENOMEN),
        ("", Teken.AANGENOMEN),
        ("geweigerd [STOP] Nu niet.", Teken.GEWEIGERD),
    ],
)
def test_wat_binnenkomt_is_aangenomen_of_geweigerd(gezegd: str, teken: Teken) -> None:
    assert een(waarneming(verkeer=[0], gezegd=gezegd), erin(OUD), ontvangt=True) == [("7", teken)]


def test_wie_doorgeeft_heeft_een_teken_op_de_band_van_wat_werd_aangeboden() -> None:
    resultaat = uitkomst(
        eis("1", geval("A1", waarneming(verkeer=[0], gezegd="geweigerd"), verkeer=[erin(NIEUW)])),
        verzendt=(), stroken=[strook("A1", "7", None, "toegestaan"), strook("A1", "8", None, "geblokkeerd")],
    )  # fmt: skip
    assert kort(merken(resultaat)) == [("8", Teken.NIETS)]
    resultaat = uitkomst(
        eis("1", geval("A1", waarneming(verkeer=[0, 1]), waarneming(verkeer=[2]), verkeer=[erin(OUD), uit(OUD), erin(NIEUW)])),
        verzendt=(), stroken=[strook("A1", "7", None, "afgeraden"), strook("A1", "8", None, "geblokkeerd")],
    )  # fmt: skip
    assert kort(merken(resultaat)) == [("7", Teken.VERZONDEN), ("8", Teken.NIETS)]


@pytest.mark.parametrize(
    ("ernst", "teken"),
    [
        ("verplicht", Teken.AFWIJKING),
        ("procedureel", Teken.AANDACHT),
        ("informatief", Teken.OPEN),
        ("nieuw", Teken.OPEN),
    ],
)
def test_wat_niet_deugt_weegt_naar_zijn_ernst(ernst: str, teken: Teken) -> None:
    assert een(waarneming(verkeer=[0], deugt=False, ernst=ernst), uit(NIEUW)) == [("8", teken)]
    assert een(waarneming(deugt=False, ernst=ernst)) == [(TUSSEN, teken)]


@pytest.mark.parametrize("soort", ["niet getoetst", "adapterfout", "onbereikbaar", "kitfout", "niet gedraaid"])
def test_in_een_geval_dat_niets_bewijst_is_ook_als_verwacht_geen_bewijs(soort: str) -> None:
    assert een(waarneming(verkeer=[0]), uit(OUD), soort=soort) == [("7", Teken.OPEN)]
    assert een(waarneming(deugt=False), soort=soort) == [(TUSSEN, Teken.AFWIJKING)]


@pytest.mark.parametrize("soort", ["voldoet", "afwijking", "aandachtspunt"])
def test_in_een_geval_dat_iets_bewijst_wel(soort: str) -> None:
    assert een(waarneming(verkeer=[0]), uit(OUD), soort=soort) == [("7", Teken.VERZONDEN)]


def test_wat_vertrekt_waar_het_geblokkeerd_is_heet_nooit_als_verwacht() -> None:
    assert een(waarneming(verkeer=[0]), uit(NIEUW)) == [("8", Teken.TERLOOPS)]
    assert not Teken.TERLOOPS.is_goed
    op = waarneming(BEGIN + timedelta(days=30), verkeer=[0])
    assert een(op, uit(NIEUW, op.moment)) == [("8", Teken.VERZONDEN)]
    onbekend, onbekend_bericht = bericht("A1", "9")
    resultaat = uitkomst(eis("1", geval("A1", waarneming(verkeer=[0]), verkeer=[uit(onbekend)])))
    assert kort(merken_van(resultaat, {onbekend: onbekend_bericht})) == [("9", Teken.TERLOOPS)]


def test_een_afspraak_bindt_wie_verzendt() -> None:
    stroken = [strook("A1", "7", None, "afgeraden")]
    geval_ = geval("A1", waarneming(verkeer=[0]), verkeer=[uit(OUD)])
    assert kort(merken(uitkomst(eis("1", geval_), stroken=stroken))) == [("7", Teken.TERLOOPS)]
    assert kort(merken(uitkomst(eis("1", geval_), stroken=stroken, verzendt=()))) == [("7", Teken.VERZONDEN)]


def test_het_ergste_wint_en_alles_blijft_staan() -> None:
    resultaat = uitkomst(
        eis("1", geval("A1", waarneming(verkeer=[0]), verkeer=[uit(OUD)])),
        eis("2", geval("A1", waarneming(verkeer=[0], deugt=False), verkeer=[uit(OUD)])),
        eis("3", geval("A1", waarneming(verkeer=[0], deugt=False, ernst="procedureel"), verkeer=[uit(OUD)])),
    )
    (merk,) = merken(resultaat)
    assert [(b.eis, b.teken) for b in merk.bevindingen] == [
        ("2", Teken.AFWIJKING),
        ("3", Teken.AANDACHT),
        ("1", Teken.VERZONDEN),
    ]


def test_niets_naast_iets_heeft_geen_eigen_teken_maar_wordt_er_verteld() -> None:
    resultaat = uitkomst(
        eis("1", geval("A1", waarneming(verkeer=[0]), verkeer=[uit(OUD)])), eis("2", geval("A1", waarneming()))
    )
    (merk,) = merken(resultaat)
    assert [(merk.versie, b.eis) for b in merk.bevindingen] == [("7", "1"), ("7", "2")]
    resultaat = uitkomst(
        eis("1", geval("A1", waarneming(verkeer=[0]), verkeer=[uit(OUD)])),
        eis("2", geval("A1", waarneming(deugt=False))),
    )
    assert kort(merken(resultaat)) == [(TUSSEN, Teken.AFWIJKING), ("7", Teken.VERZONDEN)]


def test_wat_in_twee_versies_vertrok_staat_op_twee_banden() -> None:
    gevonden = een(waarneming(verkeer=[0, 1], deugt=False), uit(OUD), uit(NIEUW))
    assert gevonden == [("7", Teken.AFWIJKING), ("8", Teken.AFWIJKING)]


def test_momenten_staan_op_volgorde_en_zijn_hetzelfde_in_elke_zone() -> None:
    zelfde = BEGIN.astimezone().astimezone(UTC)
    resultaat = uitkomst(
        eis("1", geval("A1", waarneming(LATER), waarneming(BEGIN))), eis("2", geval("A1", waarneming(zelfde)))
    )
    assert [merk.moment for merk in merken(resultaat)] == [BEGIN, LATER]


def test_lanen_per_richting_en_wat_de_rol_niet_kent_apart() -> None:
    resultaat = uitkomst(eis("1", geval("C3", waarneming())), verzendt=("A1",), ontvangt=("B2",))
    assert groepen(resultaat) == [("verzendt", ["A1"]), ("ontvangt", ["B2"]), ("overig", ["C3"])]
    stroken = [
        strook("A1", "7", None, "toegestaan"),
        strook("A1", "8", None, "toegestaan"),
        strook("B2", "7", None, "toegestaan"),
    ]
    assert groepen(uitkomst(verzendt=(), stroken=stroken)) == [("alle", ["A1", "B2"])]
