"""Wrong histories that end in a request, or in an answer to one."""

from geschiedenis import Geschiedenis, alles, toewijzing, zet

from samenhang_fouten.fout import D1, MRT, G, breekt, gevraagd


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
