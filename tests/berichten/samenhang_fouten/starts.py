"""Wrong histories that end in a start or a stop."""

from geschiedenis import START, STOP, alles, zet

from samenhang_fouten.fout import ANDER_BSN, D1, D2, D3, MRT, G, breekt, gestart


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
