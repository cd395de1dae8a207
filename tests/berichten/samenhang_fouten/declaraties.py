"""Wrong histories that end in a declaratie."""

from geschiedenis import PRESTATIE, Wijziging, alles, declaratie, meer_prestaties, toewijzing, zet

from samenhang_fouten.fout import (
    ANDER_BSN,
    APR,
    D1,
    D2,
    D3,
    D4,
    MEI,
    MRT,
    G,
    breekt,
    gestart,
    omvang_in_totaal,
    periode,
)


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


# Within one message: what is further on comes after what is before it


def twee_maanden(*eerste: Wijziging) -> Wijziging:
    """Declare two months at once, the second like the first, under a number of its own."""
    tweede = alles(zet("ProductPeriode", periode(APR)), zet("ProductReferentie/ReferentieNummer", "P9"))
    return alles(*eerste, zet("Declaratie/DeclaratiePeriode", periode(APR)), meer_prestaties(tweede))


@breekt("TR322")
def te_veel_over_de_looptijd_in_een_bericht(g: G) -> None:
    gestart(g, **omvang_in_totaal())
    g.verzend("323", D3, twee_maanden(declaratie(MRT, "1", GeleverdVolume="60", IngediendBedrag__Bedrag="315000")))


@breekt("TR369")
def meer_dan_het_budget_in_een_bericht(g: G) -> None:
    gestart(g, Product__Code=None, Omvang=None, Budget="20000")
    g.verzend("323", D3, twee_maanden(declaratie(MRT, "1")))
