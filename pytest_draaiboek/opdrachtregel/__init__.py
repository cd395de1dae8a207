"""The command ``draaiboek``: what there is, messages made, messages checked, an adapter diagnosed."""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from pytest_draaiboek.fouten import DraaiboekFout
from pytest_draaiboek.opdrachtregel import (
    attesten,
    bewijzen,
    diagnose,
    keuren,
    maken,
    nakijken,
    nieuw,
    overzicht,
    rapporteren,
    tonen,
    vergelijken,
)
from pytest_draaiboek.opdrachtregel.eigen import met_draaiboek, neem_draaiboek
from pytest_draaiboek.opdrachtregel.kleuren import KEUZE, druk
from pytest_draaiboek.opdrachtregel.ontleder import Ontleder, geheel_getal

BEVINDINGEN, VERKEERD_GEBRUIK = 1, 2


def hoofd(argumenten: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 when all is well, 1 on findings or when nobody reads them to the end, 2 when it was asked wrongly.

    Args:
        argumenten: without the name of the command; default: those of the process.

    """
    for stroom in (sys.stdout, sys.stderr):
        if isinstance(stroom, io.TextIOWrapper):
            stroom.reconfigure(errors="replace")  # a Windows console need not know every character
    parser = _parser()
    gevraagd, rest = parser.parse_known_args(argumenten)
    if gevraagd.doe is diagnose.diagnose:
        gevraagd.pytest = rest
    elif rest:
        parser.error(f"onbekend: {' '.join(rest)}")
    KEUZE.set(getattr(gevraagd, "color", "auto"))
    try:
        with met_draaiboek(gevraagd):
            status: int = gevraagd.doe(gevraagd)
        sys.stdout.flush()
    except DraaiboekFout as fout:
        druk(f"draaiboek: {fout}", "red", naar=sys.stderr)
        return VERKEERD_GEBRUIK
    except BrokenPipeError:
        # Whoever read along, such as `head`, has gone; what is left goes nowhere, and it never counts as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BEVINDINGEN
    return status


def _parser() -> Ontleder:
    parser = Ontleder(
        prog="draaiboek", description="Zelftoets volgens een landelijk draaiboek: berichten maken en nakijken."
    )
    opdrachten = parser.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")

    lijst = opdrachten.add_parser("lijst", help="welke draaiboeken, standaarden, berichten en casussen er zijn")
    neem_draaiboek(lijst)
    lijst.set_defaults(doe=overzicht.lijst)

    toon = opdrachten.add_parser(
        "toon", help="een draaiboek als tabel en beeld: fasen, mijlpalen, eisen, en wat wanneer mag"
    )
    toon.add_argument("naam", metavar="NAAM|PAD", help="bijvoorbeeld iwmo-3.1, of een eigen bestand (.toml)")
    toon.add_argument("--rol", metavar="ROL", help="alleen wat deze rol aangaat")
    toon.add_argument("--beeld", metavar="PAD", help="schrijf de tijdlijn als beeld (.svg)")
    toon.add_argument("--ics", metavar="PAD", help="schrijf de mijlpalen als agenda (.ics)")
    toon.add_argument(
        "--uitstel", metavar="DUUR|PAD", help="zoals het wordt na uitstel: een duur als 24h, of een bestand (.toml)"
    )
    toon.set_defaults(doe=tonen.toon)

    _over_eigen_draaiboeken(opdrachten)

    vormen = opdrachten.add_parser(
        "vormen", help="hoe de kit met een systeem in een ander proces praat: als JSON Schema, of als OpenAPI"
    )
    vormen.add_argument("--openapi", action="store_true", help="geef de OpenAPI-beschrijving (3.1)")
    vormen.set_defaults(doe=overzicht.vormen)

    bericht = opdrachten.add_parser("bericht", help="maak berichten die voldoen aan schema en technische regels")
    bericht.add_argument("type", metavar="TYPE", help="bijvoorbeeld WMO305")
    bericht.add_argument("--versie", metavar="V", help="bijvoorbeeld 3.0; anders de nieuwste")
    bericht.add_argument("--aantal", metavar="N", type=geheel_getal, default=1, help="hoeveel; standaard 1")
    bericht.add_argument(
        "--zaad", metavar="N", type=geheel_getal, default=0, help="hetzelfde zaad geeft dezelfde berichten"
    )
    bericht.add_argument("--naar", metavar="MAP", help="schrijf elk bericht in een bestand in deze map")
    neem_draaiboek(bericht)
    bericht.set_defaults(doe=maken.bericht)

    keten = opdrachten.add_parser(
        "keten", help="maak berichten die samen een casus vormen, in de volgorde waarin ze reizen"
    )
    keten.add_argument("casus", metavar="CASUS", help="bijvoorbeeld toewijzing_tot_stop; draaiboek lijst noemt ze alle")
    keten.add_argument("--standaard", metavar="NAAM", help="iwmo of ijw; standaard iwmo")
    keten.add_argument("--versie", metavar="V", help="bijvoorbeeld 3.0; anders de nieuwste")
    keten.add_argument(
        "--zaad", metavar="N", type=geheel_getal, default=0, help="hetzelfde zaad geeft dezelfde berichten"
    )
    keten.add_argument("--naar", metavar="MAP", help="schrijf elk bericht in een genummerd bestand in deze map")
    keten.set_defaults(doe=maken.keten)

    controleer = opdrachten.add_parser("controleer", help="zeg van berichten wat eraan mankeert")
    controleer.add_argument("paden", metavar="BESTAND", nargs="+", help="een bericht, of een map met berichten (*.xml)")
    controleer.add_argument(
        "--samen", action="store_true", help="kijk de berichten ook samen na, als één volledige geschiedenis"
    )
    controleer.add_argument(
        "--register", metavar="PAD", help="bestand (.toml of .json) met AGB-codes, gemeenten, producten of tarieven"
    )
    controleer.add_argument("--json", action="store_true", help="geef de bevindingen als JSON")
    controleer.add_argument("--xsd", metavar="MAP", help="map met officiële schema's (*.xsd), die meedoen")
    controleer.add_argument("--xslt", metavar="PAD", help="officieel regelblad (XSLT), of een map ermee, dat meedoet")
    neem_draaiboek(controleer)
    controleer.set_defaults(doe=nakijken.controleer_bestanden)

    attest = opdrachten.add_parser(
        "attest", help="maak het formulier voor wat een draaiboek een mens laat verklaren (--draaiboek-attest)"
    )
    attest.add_argument("naam", metavar="NAAM|PAD", help="bijvoorbeeld iwlz-2.0, of een eigen bestand (.toml)")
    attest.add_argument("--rol", metavar="ROL", required=True, help="de rol van het systeem waarover verklaard wordt")
    attest.add_argument("--naar", metavar="PAD", help="schrijf het formulier in dit bestand (.toml)")
    attest.set_defaults(doe=attesten.attest)

    _over_resultaten(opdrachten)

    diagnosticeer = opdrachten.add_parser(
        "diagnose",
        help="zeg wat er aan een systeem ontbreekt om te toetsen",
        description="Zeg wat er aan een systeem ontbreekt of niet klopt, voordat er getoetst wordt. Andere opties gaan naar pytest; instellingen in het ini-bestand gelden ook hier.",
        usage="draaiboek diagnose [--systeem DOEL] [--draaiboek NAAM] [opties van pytest]",
    )
    diagnosticeer.add_argument(
        "--systeem", metavar="DOEL", help="als bij pytest --draaiboek-systeem; anders dat van het ini-bestand"
    )
    diagnosticeer.add_argument(
        "--draaiboek", metavar="NAAM|PAD", help="als bij pytest; anders dat van het ini-bestand, of iwmo-3.1"
    )
    diagnosticeer.set_defaults(doe=diagnose.diagnose)
    return parser


def _over_eigen_draaiboeken(opdrachten: "argparse._SubParsersAction[Ontleder]") -> None:
    begin = opdrachten.add_parser("nieuw", help="begin een eigen draaiboek, dat verder bouwt op een ander")
    begin.add_argument("pad", metavar="PAD", help="het bestand dat geschreven wordt (.toml); het schema komt ernaast")
    begin.add_argument(
        "--basis",
        metavar="NAAM|PAD",
        default="iwmo-3.1",
        help="waar het op verder bouwt: een meegeleverd draaiboek, of een bestand; standaard iwmo-3.1",
    )
    begin.add_argument("--overschrijf", action="store_true", help="ook als het bestand er al is")
    begin.set_defaults(doe=nieuw.nieuw)

    keur = opdrachten.add_parser(
        "controleer-draaiboek", help="zeg van draaiboekbestanden wat eraan mankeert, of wat erin staat"
    )
    keur.add_argument("paden", metavar="PAD", nargs="+", help="een draaiboek (.toml), of een map ermee")
    keur.add_argument("--json", action="store_true", help="geef de uitkomst als JSON")
    keur.set_defaults(doe=keuren.controleer_draaiboek)

    schema = opdrachten.add_parser("schema", help="het JSON Schema van een draaiboekbestand, voor een editor")
    schema.add_argument(
        "--naar", metavar="PAD", help="schrijf het in dit bestand, of in deze map; anders op het scherm"
    )
    schema.set_defaults(doe=nieuw.schema)


def _over_resultaten(opdrachten: "argparse._SubParsersAction[Ontleder]") -> None:
    rapport = opdrachten.add_parser("rapport", help="teken rapport en badge opnieuw uit een resultaat")
    rapport.add_argument("resultaat", metavar="RESULTAAT", help="een resultaat.json, of de map waar het in staat")
    rapport.add_argument("--naar", metavar="MAP", help="schrijf ze in deze map; anders naast het resultaat")
    rapport.add_argument("--taal", metavar="TAAL", help="nl of en; anders die van de run")
    rapport.set_defaults(doe=rapporteren.rapport)

    vergelijk = opdrachten.add_parser("vergelijk", help="zeg wat er veranderde van het ene resultaat op het andere")
    vergelijk.add_argument("oud", metavar="OUD", help="een resultaat.json, of de map ervan")
    vergelijk.add_argument("nieuw", metavar="NIEUW", help="idem, van een latere toets")
    vergelijk.add_argument("--json", action="store_true", help="geef de verschillen als JSON")
    vergelijk.set_defaults(doe=vergelijken.vergelijk_resultaten)

    bewijs = opdrachten.add_parser(
        "bewijs", help="pak resultaat, rapport, badge en berichten in één zip in, of kijk zo'n zip na"
    )
    bewijs.add_argument(
        "resultaat",
        metavar="RESULTAAT",
        nargs="?",
        help="een resultaat.json, of de map waar het in staat; standaard hier",
    )
    bewijs.add_argument("--naar", metavar="PAD", help="de zip die gemaakt wordt; anders bewijs.zip naast het resultaat")
    bewijs.add_argument("--taal", metavar="TAAL", help="van het rapport: nl of en; anders die van de run")
    bewijs.add_argument("--controleer", metavar="ZIP", help="kijk deze zip na, en pak niets in")
    bewijs.set_defaults(doe=bewijzen.bewijs)


__all__ = ["hoofd"]
