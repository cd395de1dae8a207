"""Messages of long-term care: about one client, in either release, each with its answer."""

from datetime import date
from typing import Any

import pytest

from pytest_draaiboek.berichten import Bericht, Berichten, Dossier, Gegevens, controleer, herlabel, passend, stel_op
from pytest_draaiboek.berichten.bescheid import klassen_van, lees_bescheid
from pytest_draaiboek.fouten import OnbekendBerichttype, OnbekendElement
from pytest_draaiboek.standaarden import laad_standaard
from pytest_draaiboek.systemen import Opdracht

IWLZ = laad_standaard("iwlz")
GEGEVENS = Gegevens.fictief()
VANAF, OP = date(2018, 4, 1), date(2018, 4, 20)
HEEN = ("AW33", "AW35", "AW39", "AW317")
ALLES = [(type_, versie) for type_ in HEEN for versie in ("1.2", "2.0")]


def bericht(type_: str, versie: str, nummer: int = 0, **anders: Any) -> Bericht:
    inhoud = passend(type_, versie, Dossier(GEGEVENS, nummer, VANAF).inhoud(type_, OP)) | anders
    return stel_op(type_, versie, inhoud, dagtekening=OP, identificatie=f"X{nummer}")


@pytest.mark.parametrize(("type_", "versie"), ALLES)
def test_een_dossier_in_elke_release(type_: str, versie: str) -> None:
    for nummer in range(12):
        heen = bericht(type_, versie, nummer)
        assert controleer(heen) == []
        assert (heen.berichttype, heen.versie) == (type_, versie)
    client = heen.inhoud["Clienten"]["Client"][0]
    if type_ == "AW317":
        assert (heen.afzender, heen.ontvanger, heen.geadresseerde) == ("5502", "", "")
        return
    partijen = ("5502", "99990001") if type_ == "AW33" else ("99990001", "5502")
    assert (heen.afzender, heen.ontvanger) == partijen
    assert client["Bsn"] == Dossier(GEGEVENS, 11, VANAF).bsn
    assert ("Clientnummer" in client) == (versie == "1.2")
    assert set(client["Naam"]["Geslachtsnaam"]) - {"Voorvoegsel"} == {"Naam" if versie == "1.2" else "Achternaam"}


def test_een_client_blijft_dezelfde() -> None:
    """What is begun and ended is what was assigned."""
    dossier = Dossier(GEGEVENS, 5, VANAF)
    toewijzing, aanvang, einde = (bericht(type_, "2.0", 5).inhoud["Clienten"]["Client"][0] for type_ in HEEN[:3])
    indicatie = toewijzing["Indicatie"]
    (zzp,) = indicatie["ToegewezenZorgzwaartepakketten"]["ToegewezenZorgzwaartepakket"]
    (geleverd,) = aanvang["GeleverdeZorgzwaartepakketten"]["GeleverdZorgzwaartepakket"]
    (mutatie,) = einde["MutatieZorgzwaartepakketten"]["MutatieZorgzwaartepakket"]
    assert indicatie["Besluitnummer"] == dossier.besluitnummer
    assert zzp["Ingangsdatum"] == str(VANAF)
    assert (zzp["ToewijzingPercentage"], zzp["Leveringsvorm"], zzp["Opname"]) == ("10000", "4", "1")
    assert zzp["Dossierhouder"] == zzp["Instelling"] == GEGEVENS.agb_code
    for later in (geleverd, mutatie):
        assert later["Besluitnummer"] == dossier.besluitnummer
        assert later["ToewijzingIngangsdatum"] == zzp["Ingangsdatum"]
        assert all(later[naam] == zzp[naam] for naam in ("ZzpCode", "Instelling", "Leveringsvorm"))
    assert (geleverd["Leveringsstatus"], geleverd["Begindatum"]) == ("4", str(VANAF))
    assert (mutatie["Mutatiecode"], mutatie["Leveringsstatus"], mutatie["Mutatiedatum"]) == ("19", "5", str(OP))


def test_een_opdracht_laat_weg_wat_een_release_niet_heeft() -> None:
    inhoud = Dossier(GEGEVENS, 1, VANAF).inhoud("AW33", OP)
    oud, nieuw = (Opdracht("AW33", inhoud).als_bericht(versie) for versie in ("1.2", "2.0"))
    namen = ("Clientnummer", "VoorkeurClient", "ToewijzingPercentage", "Dossierhouder", "Opname", "Partneropname")
    assert [f":{naam}>".encode() in oud.xml for naam in namen] == [True, True, False, False, False, False]
    assert [f":{naam}>".encode() in nieuw.xml for naam in namen] == [False, False, True, True, True, True]
    assert (oud.versie, nieuw.versie) == ("1.2", "2.0")
    # What no release has is a mistake, wherever it stands.
    for fout in (inhoud | {"Wens": "1"}, inhoud | {"Clienten": {"Client": [{"Bsn": "999900006", "Wens": "1"}]}}):
        with pytest.raises(OnbekendElement, match="heeft geen Wens"):
            Opdracht("AW33", fout).als_bericht("2.0")
    # And so is what the type of another release is, when it is rendered without asking.
    with pytest.raises(OnbekendElement, match="heeft geen Naam"):
        stel_op("AW33", "2.0", inhoud, dagtekening=OP, identificatie="X")


def test_een_antwoord_heeft_geen_dossier() -> None:
    with pytest.raises(OnbekendBerichttype, match="dat is een antwoord"):
        Dossier(GEGEVENS, 0, VANAF).inhoud("AW34", OP)


@pytest.mark.parametrize(("type_", "versie"), ALLES)
def test_elk_bericht_heeft_zijn_antwoord(type_: str, versie: str) -> None:
    heen, fabriek = bericht(type_, versie), Berichten(vandaag=lambda: OP)
    goed = fabriek.retour(heen)
    assert controleer(goed) == []
    assert goed.is_retour_op(heen)
    assert goed.geadresseerde == heen.afzender
    assert goed.kop["BerichtIdentificatie"] == heen.kop["BerichtIdentificatie"]
    assert goed.kop.get("Periode") == heen.kop.get("Periode")
    assert goed.eigen_identificatie != heen.identificatie
    assert set(goed.inhoud) == {"Header"}
    assert lees_bescheid(goed).aanvaardt
    assert not goed.is_retour_op(bericht(type_, versie, 1))
    assert b"XsdVersie" not in goed.xml + heen.xml

    technisch = fabriek.retour(heen, retourcodes=("0001",))
    assert controleer(technisch) == []
    assert lees_bescheid(technisch).keurt_af("0001", ())
    inhoudelijk = fabriek.retour(heen, retourcodes=("9101",))
    assert controleer(inhoudelijk) == []
    assert lees_bescheid(inhoudelijk).codes == {"0200", "9101", "0233"}
    assert lees_bescheid(inhoudelijk).keurt_af("9101", klassen_van(heen, goed.berichttype, "9101"))
    assert not lees_bescheid(inhoudelijk).keurt_af("9040", klassen_van(heen, goed.berichttype, "9040"))


def test_de_regel_over_hoe_zorg_geleverd_wordt_heeft_een_klasse_met_een_code() -> None:
    heen = bericht("AW33", "2.0")
    assert klassen_van(heen, "AW34", "D051") == ("ToegewezenZorgzwaartepakket",)
    assert klassen_van(bericht("AW33", "1.2"), "AW34", "D051") == ()  # not in the list of that release
    antwoord = Berichten(vandaag=lambda: OP).retour(heen, retourcodes=("D051",))
    indicatie = antwoord.inhoud["Clienten"]["Client"][0]["Indicatie"]
    (zzp,) = indicatie["ToegewezenZorgzwaartepakketten"]["ToegewezenZorgzwaartepakket"]
    assert zzp["RetourCodes"] == {"RetourCode": ["D051"]}
    assert indicatie["RetourCodes"] == {"RetourCode": ["0200"]}


def test_een_bericht_onder_de_naam_van_de_andere_release() -> None:
    vals = herlabel(bericht("AW35", "1.2"), "2.0")
    assert (vals.versie, vals.kop["BerichtVersie"], vals.kop["BerichtSubversie"]) == ("2.0", "5", "0")
    assert controleer(vals) != []  # the form stayed that of 1.2
    terug = herlabel(vals, "1.2")
    assert terug.xml == bericht("AW35", "1.2").xml


@pytest.mark.parametrize("leveringsvorm", ["2", "4", "5", "7"])
def test_wat_bij_een_leveringsvorm_hoort(leveringsvorm: str) -> None:
    """What is asked for stands, and the rest goes with it."""
    naast = ("Instelling", "ToewijzingPercentage", "CoordinatorZorgThuis", "Klasse", "Dossierhouder", "Opname")
    gezien: set[tuple[str, ...]] = set()
    for b in Berichten().reeks("AW33", 40, "2.0", Leveringsvorm=leveringsvorm):
        assert controleer(b) == []
        for client in b.inhoud["Clienten"]["Client"]:
            lijst = client["Indicatie"].get("ToegewezenZorgzwaartepakketten", {"ToegewezenZorgzwaartepakket": []})
            gezien |= {tuple(n for n in naast if n in zzp) for zzp in lijst["ToegewezenZorgzwaartepakket"]}
    verwacht = {
        "2": (),
        "4": ("Instelling", "ToewijzingPercentage", "Klasse", "Dossierhouder", "Opname"),
        "5": ("Instelling", "ToewijzingPercentage", "Klasse", "Dossierhouder"),
        "7": ("Instelling", "ToewijzingPercentage", "CoordinatorZorgThuis"),
    }
    assert gezien == {verwacht[leveringsvorm]}


@pytest.mark.parametrize(
    ("gegeven", "code"),
    [
        ({"Leveringsvorm": "7", "Opname": "1"}, "CD052"),
        ({"Leveringsvorm": "4", "CoordinatorZorgThuis": "99990012"}, "CD050"),
        ({"Leveringsvorm": "2", "ToewijzingPercentage": "10000"}, "CD040"),
        ({"Leveringsvorm": "5", "Dossierhouder": None}, "CD051"),
    ],
)
def test_wat_niet_samen_gaat_wordt_gevonden(gegeven: dict[str, Any], code: str) -> None:
    gevonden = {f.code for b in Berichten().reeks("AW33", 10, "2.0", **gegeven) for f in controleer(b)}
    assert code in gevonden


def test_een_percentage_is_een_heel_aantal_procenten() -> None:
    for goed in ("100", "1500", "10000"):
        assert controleer(_met("ToewijzingPercentage", goed)) == []
    for fout in ("0", "50", "9950"):
        assert [b.code for b in controleer(_met("ToewijzingPercentage", fout))] == ["XSD"]


def test_wat_alleen_in_de_oude_release_mocht() -> None:
    for soort, leveringsvorm, oud, nieuw in (("2", "4", [], ["XSD"]), ("4", "4", [], ["XSD"]), ("1", "7", ["XSD"], ["CD050", "CD051", "CD051", "CD052"])):  # fmt: skip
        for versie, verwacht in (("1.2", oud), ("2.0", nieuw)):
            b = _met("Soort", soort, versie, Leveringsvorm=leveringsvorm)
            assert sorted(fout.code for fout in controleer(b)) == verwacht


def _met(naam: str, waarde: str, versie: str = "2.0", **anders: str) -> Bericht:
    """Return an AW33 of which the toewijzing says something else."""
    inhoud = Dossier(GEGEVENS, 0, VANAF).inhoud("AW33", OP)
    indicatie = inhoud["Clienten"]["Client"][0]["Indicatie"]
    indicatie["ToegewezenZorgzwaartepakketten"]["ToegewezenZorgzwaartepakket"][0] |= {naam: waarde, **anders}
    return stel_op("AW33", versie, passend("AW33", versie, inhoud), dagtekening=OP, identificatie="X")
