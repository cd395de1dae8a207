"""A wrong history for every rule across messages: what breaks it, in which releases, and what breaks with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from geschiedenis import (
    PRESTATIE,
    START,
    STOP,
    TE_WIJZIGEN,
    VERZOEK,
    Geschiedenis,
    alles,
    declaratie,
    meer_prestaties,
    toewijzing,
    zet,
)

G = Geschiedenis
MRT, APR, MEI = date(2022, 3, 1), date(2022, 4, 1), date(2022, 5, 1)
D1, D2, D3, D4 = date(2022, 3, 2), date(2022, 4, 4), date(2022, 5, 4), date(2022, 6, 7)
EINDE = "2023-02-28"
ANDER_BSN = "999900122"


@dataclass(frozen=True)
class Fout:
    """A wrong history: the rule it breaks, what breaks with it, and the releases."""

    code: str
    naam: str
    maak: Callable[[G], object]
    ook: tuple[str, ...]
    releases: tuple[str, ...]


FOUTEN: list[Fout] = []


def breekt(code: str, *ook: str, in_: str = "3.0 3.1 3.2") -> Callable[[Callable[[G], object]], Callable[[G], object]]:
    def neem(maak: Callable[[G], object]) -> Callable[[G], object]:
        FOUTEN.append(Fout(code, maak.__name__, maak, ook, tuple(in_.split())))
        return maak

    return neem


def gestart(g: G, **waarden: Any) -> None:
    g.beide("301", MRT, toewijzing(**waarden) if waarden else None)
    g.beide("305", D1)


def gevraagd(g: G) -> None:
    g.beide("315", MRT)


# Starts and stops


@breekt("TR019")
def start_zonder_toewijzing(g: G) -> None:
    g.verzend("305", D1)


@breekt("TR019")
def start_op_de_toewijzing_van_een_ander(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("305", D1, zet("Client/Bsn", ANDER_BSN))


@breekt("TR019", "TR382")
def stop_zonder_toewijzing(g: G) -> None:
    g.verzend("307", D2)


@breekt("TR063")
def verwijderen_wat_er_niet_is(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("305", D1, zet(START + "StatusAanlevering", "3"))


@breekt("TR063")
def tweemaal_verwijderen(g: G) -> None:
    gestart(g)
    g.beide("305", D1, zet(START + "StatusAanlevering", "3"))
    g.verzend("305", D1, zet(START + "StatusAanlevering", "3"))


@breekt("TR063")
def een_andere_stop_verwijderen(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("307", D2, alles(zet(STOP + "StatusAanlevering", "3"), zet(STOP + "Einddatum", "2022-03-30")))


@breekt("TR063", in_="3.2")
def een_stop_met_een_andere_reden_verwijderen(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("307", D2, alles(zet(STOP + "StatusAanlevering", "3"), zet(STOP + "RedenBeeindiging", "02")))


@breekt("TR071")
def een_gestopte_start_verwijderen(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("305", D2, zet(START + "StatusAanlevering", "3"))


@breekt("TR074")
def een_gestopte_start_nog_eens(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("305", D2)


@breekt("TR074", in_="3.0 3.1")
def dezelfde_stop_nog_eens(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("307", D2)


@breekt("TR074", "TR413", in_="3.2")
def dezelfde_tijdelijke_stop_nog_eens(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("307", D2)


@breekt("TR326", "TR074")
def een_lopende_start_nog_eens(g: G) -> None:
    gestart(g)
    g.verzend("305", D1)


@breekt("TR326")
def een_tweede_start_terwijl_de_eerste_loopt(g: G) -> None:
    gestart(g)
    g.verzend("305", D2, zet(START + "Begindatum", "2022-04-01"))


@breekt("TR326")
def een_tweede_start_nadat_de_stop_is_verwijderd(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.beide("307", D2, zet(STOP + "StatusAanlevering", "3"))
    g.verzend("305", D2, zet(START + "Begindatum", "2022-04-01"))


@breekt("TR326")
def een_tweede_start_nadat_de_stop_is_afgekeurd(g: G) -> None:
    gestart(g)
    g.antwoord(g.verzend("307", D2), D2, ["9069"])
    g.verzend("305", D2, zet(START + "Begindatum", "2022-04-01"))


@breekt("TR382")
def stop_zonder_start(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("307", D2)


@breekt("TR382")
def stop_met_een_andere_begindatum(g: G) -> None:
    gestart(g)
    g.verzend("307", D2, zet(STOP + "Begindatum", "2022-03-02"))


@breekt("TR413", in_="3.2")
def een_tweede_tijdelijke_stop(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("307", D3)


@breekt("TR414", in_="3.2")
def een_eerdere_definitieve_stop(g: G) -> None:
    gestart(g)
    g.beide("307", D2)
    g.verzend("307", D2, alles(zet(STOP + "RedenBeeindiging", "02"), zet(STOP + "Einddatum", "2022-03-30")))


@breekt("TR415", in_="3.2")
def een_tweede_definitieve_stop(g: G) -> None:
    gestart(g)
    g.beide("307", D2, zet(STOP + "RedenBeeindiging", "02"))
    g.verzend("307", D3, zet(STOP + "RedenBeeindiging", "36"))


@breekt("IV075")
def een_start_van_een_ander_product(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("305", D1, zet(START + "Product/Code", "XX999"))


# Identifications


@breekt("TR056")
def dezelfde_identificatie(g: G) -> None:
    g.antwoord(g.verzend("301", MRT, id="A"), MRT)
    g.dossier = Geschiedenis(nummer=2).dossier
    g.verzend("301", MRT, id="A")


@breekt("TR056")
def dezelfde_identificatie_na_een_afkeuring(g: G) -> None:
    g.antwoord(g.verzend("301", MRT, id="A"), MRT, ["0001"])
    g.verzend("301", MRT, id="A")


@breekt("TR056")
def een_declaratie_tweemaal_beantwoord(g: G) -> None:
    gestart(g)
    heen = g.verzend("323", D2)
    g.antwoord(heen, D2)
    g.antwoord(heen, D2)


@breekt("TR332")
def een_nummer_voor_twee_clienten(g: G) -> None:
    g.beide("301", MRT)
    nummer = g.dossier.toewijzingnummer
    g.dossier = Geschiedenis(nummer=2).dossier
    g.verzend("301", MRT, toewijzing(ToewijzingNummer=nummer))


@breekt("TR332")
def een_nummer_voor_twee_aanbieders(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("301", MRT, zet("Header/Ontvanger", "99990002"))


@breekt("TR332")
def een_nummer_voor_twee_producten(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("301", MRT, toewijzing(Product__Code="XX999"))


# Requests


@breekt("TR347", "TR374")
def een_referentie_tweemaal_terwijl_het_verzoek_loopt(g: G) -> None:
    gevraagd(g)
    g.verzend("315", D1)


@breekt("TR347")
def een_referentie_van_een_andere_client(g: G) -> None:
    gevraagd(g)
    referentie = g.dossier.referentie
    g.dossier = Geschiedenis(nummer=2).dossier
    g.verzend("315", D1, zet("Client/AangevraagdeProducten/AangevraagdProduct/0/ReferentieAanbieder", referentie))


@breekt("TR374")
def twee_verzoeken_tegelijk(g: G) -> None:
    gevraagd(g)
    g.verzend("315", D1, zet("Client/AangevraagdeProducten/AangevraagdProduct/0/ReferentieAanbieder", "TWEE"))


@breekt("TR374")
def een_verzoek_terwijl_het_vorige_in_onderzoek_is(g: G) -> None:
    gevraagd(g)
    g.beide("319", MRT)
    g.verzend("315", D1, zet("Client/AangevraagdeProducten/AangevraagdProduct/0/ReferentieAanbieder", "TWEE"))


@breekt("TR355")
def een_antwoord_zonder_verzoek(g: G) -> None:
    g.verzend("319", D1)


@breekt("TR359")
def een_antwoord_na_de_toewijzing(g: G) -> None:
    gevraagd(g)
    g.beide("301", D1, toewijzing(ReferentieAanbieder=g.dossier.referentie))
    g.verzend("319", D1)


AFWIJZING = alles(zet("Antwoord/VerzoekAntwoord", "1"), zet("Antwoord/RedenAfwijzingVerzoek", "3"))


@breekt("TR360")
def tweemaal_in_onderzoek(g: G) -> None:
    gevraagd(g)
    g.beide("319", D1)
    g.verzend("319", D1)


@breekt("TR365")
def tweemaal_afgewezen(g: G) -> None:
    gevraagd(g)
    g.beide("319", D1, AFWIJZING)
    g.verzend("319", D1, AFWIJZING)


@breekt("TR365", "TR360")
def in_onderzoek_na_de_afwijzing(g: G) -> None:
    gevraagd(g)
    g.beide("319", D1, AFWIJZING)
    g.verzend("319", D1)


@breekt("TR379", in_="3.1 3.2")
def een_toewijzing_op_een_onbekend_verzoek(g: G) -> None:
    g.verzend("301", MRT, toewijzing(ReferentieAanbieder="NOOIT"))


@breekt("IV097", in_="3.0")
def een_toewijzing_op_een_onbekend_verzoek_in_3_0(g: G) -> None:
    g.verzend("301", MRT, toewijzing(ReferentieAanbieder="NOOIT"))


@breekt("IV097")
def een_referentie_bij_een_latere_wijziging(g: G) -> None:
    gevraagd(g)
    g.beide("301", MRT, toewijzing(ReferentieAanbieder=g.dossier.referentie))
    g.verzend(
        "301", D1, toewijzing(ReferentieAanbieder=g.dossier.referentie, Einddatum="2022-12-31", RedenWijziging="04")
    )


# Requests to change


def nieuw_product(inhoud: dict[str, Any]) -> None:
    """Make a 317 ask for a new product only."""
    verzoek = inhoud["Client"]["Verzoek"]
    del verzoek["TeWijzigenProducten"]
    verzoek["NieuweProducten"] = {
        "NieuwProduct": [
            {
                "Product": {"Categorie": "05" if inhoud["Header"]["Afzender"] == "-" else inhoud["_categorie"]},
                "GewensteIngangsdatum": "2022-04-10",
                "Einddatum": "2022-12-31",
                "Budget": "100",
            }
        ]
    }
    del inhoud["_categorie"]


def met_nieuw_product(g: G, categorie: str | None = None) -> Callable[[dict[str, Any]], None]:
    anders = {"WMO": "05", "JW": "44"}[g.standaard]
    return alles(zet("_categorie", categorie or anders), nieuw_product)


def ongewijzigd(*nummers: str) -> Callable[[dict[str, Any]], None]:
    return zet(
        VERZOEK + "OngewijzigdeProducten", {"OngewijzigdProduct": [{"ToewijzingNummer": nummer} for nummer in nummers]}
    )


@breekt("TR304")
def een_onbekende_client_in_een_317(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("317", D1, zet("Client/Bsn", ANDER_BSN))


@breekt("TR349")
def een_toewijzing_vergeten(g: G) -> None:
    g.beide("301", MRT)
    g.beide("301", MRT, toewijzing(ToewijzingNummer="88"))
    g.verzend("317", D1, alles(met_nieuw_product(g), ongewijzigd(g.dossier.toewijzingnummer)))


@breekt("TR350", "TR349")
def een_onbekende_toewijzing_ongewijzigd(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("317", D1, alles(met_nieuw_product(g), ongewijzigd("99")))


@breekt("TR350")
def een_afgelopen_toewijzing_ongewijzigd(g: G) -> None:
    g.beide("301", MRT, toewijzing(Einddatum="2022-03-31"))
    g.verzend("317", D2, alles(met_nieuw_product(g), ongewijzigd(g.dossier.toewijzingnummer)))


@breekt("TR350")
def een_verwijderde_toewijzing_ongewijzigd(g: G) -> None:
    g.beide("301", MRT, toewijzing(Ingangsdatum="2022-05-01"))
    g.beide("301", D1, toewijzing(Ingangsdatum="2022-05-01", Einddatum="2022-05-01", RedenWijziging=verwijderd(g)))
    g.verzend("317", D2, alles(met_nieuw_product(g), ongewijzigd(g.dossier.toewijzingnummer)))


def verwijderd(g: G) -> str:
    return "01" if g.versie == "3.0" else "13"


@breekt("TR351")
def een_afgelopen_toewijzing_wijzigen(g: G) -> None:
    g.beide("301", MRT, toewijzing(Einddatum="2022-03-31"))
    g.verzend("317", D2)


@breekt("TR357")
def wijzigen_vanaf_een_dag_die_voorbij_is(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("317", D2, zet(TE_WIJZIGEN + "GewensteIngangsdatum", "2022-03-15"))


@breekt("TR361")
def een_nieuw_product_over_een_toewijzing_heen(g: G) -> None:
    g.beide("301", MRT)
    toegewezen = g.berichten[0].inhoud["Client"]["ToegewezenProducten"]["ToegewezenProduct"][0]
    g.verzend(
        "317",
        D2,
        alles(
            met_nieuw_product(g, toegewezen["Product"]["Categorie"]),
            ongewijzigd(g.dossier.toewijzingnummer),
        ),
    )


def omvang_in_totaal(**anders: str) -> dict[str, str]:
    return {"Omvang__Frequentie": "6", "Omvang__Volume": "100"} | anders


@breekt("TR373")
def een_ander_totaal_halverwege(g: G) -> None:
    g.beide("301", MRT, toewijzing(**omvang_in_totaal()))
    g.verzend("317", D2, zet(TE_WIJZIGEN + "Omvang", {"Volume": "120", "Eenheid": "04", "Frequentie": "6"}))


@breekt("TR373")
def een_ander_budget_halverwege(g: G) -> None:
    g.beide("301", MRT, toewijzing(Product__Code=None, Omvang=None, Budget="1000"))
    g.verzend("317", D2, alles(zet(TE_WIJZIGEN + "Omvang", None), zet(TE_WIJZIGEN + "Budget", "2000")))


@breekt("TR375")
def een_omvang_bij_een_toewijzing_zonder_product(g: G) -> None:
    g.beide("301", MRT, toewijzing(Product=None, Omvang=None, Budget="1000"))
    g.verzend("317", D2)


@breekt("TR411", in_="3.1 3.2")
def geen_omvang_bij_een_productcode(g: G) -> None:
    g.beide("301", MRT)
    g.verzend("317", D2, zet(TE_WIJZIGEN + "Omvang", None))


@breekt("TR412", in_="3.1 3.2")
def een_omvang_bij_een_toewijzing_zonder_code(g: G) -> None:
    g.beide("301", MRT, toewijzing(Product__Code=None, Omvang=None, Budget="1000"))
    g.verzend("317", D2)


# Toewijzingen that change


@breekt("IV013")
def een_oudere_versie_na_een_nieuwe(g: G) -> None:
    g.beide("301", D1)
    g.verzend("301", D2, toewijzing(Einddatum="2022-12-31", RedenWijziging="04", Toewijzingsdatum="2022-03-01"))


@breekt("IV013")
def een_wijziging_op_hetzelfde_moment(g: G) -> None:
    g.beide("301", D1)
    g.verzend("301", D2, toewijzing(Einddatum="2022-12-31", RedenWijziging="04", Toewijzingsdatum=str(D1)))


@breekt("IV013")
def nog_eens_verzonden_met_een_nieuw_moment(g: G) -> None:
    g.beide("301", D1)
    g.verzend("301", D2)


@breekt("IV066")
def een_andere_omvang_onder_hetzelfde_nummer(g: G) -> None:
    g.beide("301", D1)
    g.verzend("301", D2, toewijzing(Omvang__Volume="9", RedenWijziging="04"))


@breekt("IV099")
def een_eerste_toewijzing_met_een_reden(g: G) -> None:
    g.verzend("301", D1, toewijzing(RedenWijziging="04"))


@breekt("IV099")
def een_reden_zonder_wijziging(g: G) -> None:
    g.beide("301", D1)
    g.verzend("301", D2, toewijzing(RedenWijziging="04"))


@breekt("IV099")
def een_wijziging_zonder_reden(g: G) -> None:
    g.beide("301", D1)
    g.verzend("301", D2, toewijzing(Einddatum="2022-12-31"))


# Declarations


@breekt("TR304")
def een_onbekende_client_in_een_323(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet("Declaratie/Clienten/Client/0/Bsn", ANDER_BSN))


@breekt("TR307", in_="3.0")
def gedeclareerd_voor_de_toewijzing(g: G) -> None:
    gestart(g, Ingangsdatum="2022-03-05")
    g.verzend("323", D2, zet(PRESTATIE + "ProductPeriode/Begindatum", "2022-03-01"))


@breekt("TR307", "TR387", in_="3.1 3.2")
def gedeclareerd_voor_de_toewijzing_3_1(g: G) -> None:
    gestart(g, Ingangsdatum="2022-03-05")
    g.verzend("323", D2, zet(PRESTATIE + "ProductPeriode/Begindatum", "2022-03-01"))


@breekt("TR308", in_="3.0")
def gedeclareerd_na_de_toewijzing(g: G) -> None:
    gestart(g, Einddatum="2022-03-20")
    g.verzend("323", D2)


@breekt("TR308", "TR388", in_="3.1 3.2")
def gedeclareerd_na_de_toewijzing_3_1(g: G) -> None:
    gestart(g, Einddatum="2022-03-20")
    g.verzend("323", D2)


@breekt("TR387", in_="3.1 3.2")
def een_periode_die_later_begint(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet(PRESTATIE + "ProductPeriode/Begindatum", "2022-03-03"))


@breekt("TR388", in_="3.1 3.2")
def een_periode_die_eerder_eindigt(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet(PRESTATIE + "ProductPeriode/Einddatum", "2022-03-30"))


@breekt("IV089", in_="3.0")
def een_periode_die_geen_maand_is(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet(PRESTATIE + "ProductPeriode/Einddatum", "2022-03-30"))


@breekt("TR314")
def een_referentienummer_tweemaal(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("323", D3, alles(declaratie(APR, "2"), zet(PRESTATIE + "ProductReferentie", {"ReferentieNummer": "P1"})))


@breekt("TR314")
def een_referentienummer_tweemaal_bij_een_andere_gemeente(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    elders = zet("Header/Ontvanger", "0344")
    g.beide("301", D2, alles(zet("Header/Afzender", "0344")))
    g.verzend(
        "323", D3, alles(declaratie(APR, "2"), elders, zet(PRESTATIE + "ProductReferentie/ReferentieNummer", "P1"))
    )


@breekt("TR318")
def een_maand_terug(g: G) -> None:
    gestart(g)
    g.beide("323", D3, declaratie(APR, "1"))
    g.verzend("323", D3, declaratie(MRT, "2"))


@breekt("TR318")
def een_maand_overgeslagen_waarin_geleverd_is(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("323", D4, alles(declaratie(MEI, "2"), zet(PRESTATIE + "ProductPeriode", periode(APR))))


def periode(maand: date) -> dict[str, str]:
    einde = (maand + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {"Begindatum": str(maand), "Einddatum": str(einde)}


@breekt("TR321")
def te_veel_in_een_maand(g: G) -> None:
    gestart(g)  # 3 hours a week, and the month touches 5 weeks
    g.verzend("323", D2, declaratie(MRT, "1", GeleverdVolume="16", IngediendBedrag__Bedrag="84000"))


@breekt("TR321")
def te_veel_in_minuten(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, declaratie(MRT, "1", GeleverdVolume="901", Eenheid="01"))


@breekt("TR322")
def te_veel_over_de_looptijd(g: G) -> None:
    gestart(g, **omvang_in_totaal())
    g.beide("323", D2, declaratie(MRT, "1", GeleverdVolume="60"))
    g.verzend("323", D3, declaratie(APR, "2", GeleverdVolume="41"))


@breekt("TR322", "TR322")
def te_veel_over_de_looptijd_binnen_een_bericht(g: G) -> None:
    gestart(g, **omvang_in_totaal())
    g.beide("323", D2, declaratie(MRT, "1", GeleverdVolume="60"))
    erbij = alles(zet("ProductReferentie/ReferentieNummer", "P9"), zet("ProductPeriode", periode(MEI)))
    g.verzend("323", D4, alles(declaratie(MEI, "2", GeleverdVolume="41"), meer_in_juni(erbij)))


def meer_in_juni(erbij: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """Add a second product in the same month, which release 3.1 does not tell apart by product: so of one day in it."""
    return meer_prestaties(alles(erbij, zet("ProductCode", "XX999")))


FOUTEN.pop()  # not a rule that is broken alone: kept out until told apart


@breekt("TR369")
def meer_dan_het_budget(g: G) -> None:
    gestart(g, Product__Code=None, Omvang=None, Budget="20000")
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("323", D3, declaratie(APR, "2"))


@breekt("TR323")
def een_credit_zonder_debet(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, declaratie(MRT, "1", debet=False, vorig="0"))


@breekt("TR323")
def een_credit_op_een_afgekeurde_debet(g: G) -> None:
    gestart(g)
    g.antwoord(g.verzend("323", D2, declaratie(MRT, "1")), D2, ["9321"])
    g.verzend("323", D3, declaratie(APR, "2", debet=False, vorig="1", ProductPeriode=periode(MRT)))


@breekt("TR323")
def een_credit_over_een_andere_periode(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("323", D3, declaratie(APR, "2", debet=False, vorig="1"))


@breekt("TR333")
def een_declaratienummer_tweemaal(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("323", D3, alles(declaratie(APR, "2"), zet("Declaratie/DeclaratieNummer", "D1")))


@breekt("TR338")
def een_prestatie_zonder_toewijzing(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet(PRESTATIE + "ToewijzingNummer", "99"))


@breekt("TR338")
def een_prestatie_op_een_afgekeurde_toewijzing(g: G) -> None:
    g.beide("315", MRT)  # so that the client is known
    g.antwoord(g.verzend("301", MRT), MRT, ["9332"])
    g.verzend("323", D2)


@breekt("TR339")
def een_andere_categorie(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet(PRESTATIE + "ProductCategorie", "05" if g.standaard == "WMO" else "44"))


@breekt("TR340")
def een_andere_code(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet(PRESTATIE + "ProductCode", "XX999"))


@breekt("TR341")
def een_andere_eenheid(g: G) -> None:
    gestart(g)
    g.verzend("323", D2, zet(PRESTATIE + "Eenheid", "14"))


@breekt("TR384", in_="3.1 3.2")
def gedeclareerd_op_een_verwijderde_toewijzing(g: G) -> None:
    g.beide("301", MRT)
    g.beide("301", D1, toewijzing(Einddatum="2022-03-01", RedenWijziging="13"))
    g.verzend("323", D2, zet(PRESTATIE + "ProductPeriode/Einddatum", "2022-03-01"))


@breekt("TR385", in_="3.1 3.2")
def een_toewijzing_verwijderd_waarop_is_goedgekeurd(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("301", D2, toewijzing(Einddatum="2022-03-01", RedenWijziging="13"))


@breekt("TR389", in_="3.1 3.2")
def dubbel_gedeclareerd(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("323", D3, declaratie(APR, "2", ProductPeriode=periode(MRT)))


@breekt("IV089", in_="3.0")
def dubbel_gedeclareerd_in_3_0(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend("323", D3, declaratie(APR, "2", ProductPeriode=periode(MRT)))


@breekt("TR389", in_="3.1 3.2")
def dubbel_gedeclareerd_na_een_afgekeurde_credit(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    credit = g.verzend("323", D3, declaratie(APR, "2", debet=False, vorig="1", ProductPeriode=periode(MRT)))
    g.antwoord(credit, D3, ["9321"])
    g.verzend("323", D4, declaratie(MEI, "3", ProductPeriode=periode(MRT)))


@breekt("TR390", in_="3.1 3.2")
def tweemaal_gecrediteerd(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.beide("323", D3, declaratie(APR, "2", debet=False, vorig="1", ProductPeriode=periode(MRT)))
    g.verzend("323", D4, declaratie(MEI, "3", debet=False, vorig="1", ProductPeriode=periode(MRT)))


@breekt("IV091")
def een_ander_bedrag_gecrediteerd(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    g.verzend(
        "323",
        D3,
        declaratie(APR, "2", debet=False, vorig="1", ProductPeriode=periode(MRT), IngediendBedrag__Bedrag="5250"),
    )


# Answers


@breekt("TR304", "TR366")
def een_onbekende_client_in_een_325(g: G) -> None:
    gestart(g)
    heen = g.verzend("323", D2)
    antwoord = alles(zet(ANTWOORD_CLIENT + "Bsn", ANDER_BSN))
    g.antwoord(heen, D2, ["9321"], antwoord)


FOUTEN.pop()
ANTWOORD_CLIENT = "DeclaratieAntwoord/Clienten/Client/0/"
ANTWOORD_PRESTATIE = ANTWOORD_CLIENT + "Prestaties/Prestatie/0/"


@breekt("TR304")
def een_vreemde_client_in_een_325(g: G) -> None:
    gestart(g)
    g.antwoord(g.verzend("323", D2), D2, ["9321"], zet(ANTWOORD_CLIENT + "Bsn", ANDER_BSN))


@breekt("TR337")
def een_antwoord_op_een_andere_dagtekening(g: G) -> None:
    gestart(g)
    g.antwoord(g.verzend("323", D2), D2, (), zet("Header/DeclaratieIdentificatie/Dagtekening", "2022-04-01"))


@breekt("TR337")
def een_antwoord_op_een_onbekende_declaratie(g: G) -> None:
    gestart(g)
    g.antwoord(g.verzend("323", D2), D2, (), zet("Header/DeclaratieIdentificatie/Identificatie", "NOOIT"))


@breekt("TR366")
def een_onbekende_prestatie_afgekeurd(g: G) -> None:
    gestart(g)
    g.antwoord(
        g.verzend("323", D2), D2, ["9321"], zet(ANTWOORD_PRESTATIE + "ProductReferentie/ReferentieNummer", "NOOIT")
    )


@breekt("TR367")
def een_prestatie_anders_herhaald(g: G) -> None:
    gestart(g)
    g.antwoord(g.verzend("323", D2), D2, ["9321"], zet(ANTWOORD_PRESTATIE + "GeleverdVolume", "2"))


@breekt("TR371")
def een_andere_xsdversie(g: G) -> None:
    gestart(g)
    anders = {"BasisschemaXsdVersie": "1.0.1", "BerichtXsdVersie": "1.0.1"}
    g.antwoord(g.verzend("323", D2), D2, (), zet("Header/XsdVersieDeclaratie", anders))


@breekt("TR376")
def een_onbekend_declaratienummer(g: G) -> None:
    gestart(g)
    g.antwoord(g.verzend("323", D2), D2, (), zet("DeclaratieAntwoord/DeclaratieNummer", "NOOIT"))


@breekt("IV087")
def een_ander_ingediend_totaal(g: G) -> None:
    gestart(g)
    totaal = {"TotaalBedrag": "1", "DebetCredit": "D"}
    g.antwoord(
        g.verzend("323", D2),
        D2,
        (),
        alles(
            zet("DeclaratieAntwoord/TotaalIngediendBedrag", totaal),
            zet("DeclaratieAntwoord/TotaalToegekendBedrag", totaal),
        ),
    )


@breekt("IV087")
def een_prestatie_van_een_andere_declaratie(g: G) -> None:
    gestart(g)
    g.beide("323", D2, declaratie(MRT, "1"))
    tweede = g.verzend("323", D3, declaratie(APR, "2"))
    g.antwoord(
        tweede,
        D3,
        ["9321"],
        alles(
            zet(ANTWOORD_PRESTATIE + "ProductReferentie/ReferentieNummer", "P1"),
            zet(ANTWOORD_PRESTATIE + "ProductPeriode", periode(MRT)),
        ),
    )


@breekt("IV028")
def een_retour_zonder_heen(g: G) -> None:
    g.antwoord(g.verzend("301", MRT), MRT)
    del g.berichten[0]


@breekt("IV028")
def een_tweede_retour(g: G) -> None:
    heen = g.verzend("301", MRT)
    g.antwoord(heen, MRT)
    g.antwoord(heen, MRT)


@breekt("IV028")
def een_retour_met_een_andere_dagtekening(g: G) -> None:
    g.antwoord(g.verzend("301", D1), D1, (), zet("Header/BerichtIdentificatie/Dagtekening", str(MRT)))


@breekt("IV028", in_="3.0")
def een_gebroken_berichtpaar(g: G) -> None:
    g.antwoord(g.verzend("301", MRT), MRT, versie="3.1")


@breekt("IV028")
def een_afkeuring_die_iets_anders_herhaalt(g: G) -> None:
    g.antwoord(g.verzend("301", MRT), MRT, ["9332"], zet("Client/Bsn", ANDER_BSN))
