"""Wrong histories that end in a 325 or a retour."""

from geschiedenis import alles, declaratie, zet

from samenhang_fouten.fout import ANDER_BSN, APR, D1, D2, D3, MRT, G, breekt, gestart, periode

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
