"""Wrong histories that end in a toewijzing, and those with an Identificatie or a number that was used before."""

from geschiedenis import Geschiedenis, toewijzing, zet

from samenhang_fouten.fout import D1, D2, MRT, G, breekt, gestart

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
