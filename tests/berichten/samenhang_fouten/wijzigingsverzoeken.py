"""Wrong histories that end in a request to change."""

from geschiedenis import TE_WIJZIGEN, VERZOEK, Wijziging, alles, toewijzing, zet

from samenhang_fouten.fout import ANDER_BSN, D1, D2, MRT, G, breekt, omvang_in_totaal


def met_nieuw_product(g: G, categorie: str | None = None) -> Wijziging:
    """Make a 317 ask for a new product only."""
    product = {"Categorie": categorie or {"WMO": "05", "JW": "44"}[g.standaard]}
    nieuw = {"Product": product, "GewensteIngangsdatum": "2022-04-10", "Einddatum": "2022-12-31", "Budget": "100"}
    return alles(
        zet(VERZOEK + "TeWijzigenProducten", None), zet(VERZOEK + "NieuweProducten", {"NieuwProduct": [nieuw]})
    )


def ongewijzigd(*nummers: str) -> Wijziging:
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
