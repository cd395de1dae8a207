"""One case as a test: tried on the system of the item, its outcome kept for the report, and the test ended accordingly."""

from typing import NoReturn

import pytest

from pytest_draaiboek.draaiboeken import Ernst, controleer_rol
from pytest_draaiboek.fouten import AdapterFout, DraaiboekFout, OnbereikbaarSysteem
from pytest_draaiboek.klok import Klok
from pytest_draaiboek.leesbaar import in_een_regel
from pytest_draaiboek.rapport.melding import Gevalmelding
from pytest_draaiboek.sessie.staat import STAAT, Staat
from pytest_draaiboek.sessie.vastleggen import verkeer_van, verklaring_van, waarnemingen_van
from pytest_draaiboek.sessie.verdeling import ADRES
from pytest_draaiboek.sessie.verzameling import GEVAL, anker_van
from pytest_draaiboek.systemen import Systeem
from pytest_draaiboek.systemen.doel import controleer_contract
from pytest_draaiboek.toetsing.beproeving import Opstelling
from pytest_draaiboek.toetsing.geval import Geval, beproef
from pytest_draaiboek.toetsing.tabel import verslag
from pytest_draaiboek.toetsing.techniek import Techniekgeval, beproef_techniek
from pytest_draaiboek.toetsing.uitslag import Bevindingsoort, Uitslag

MELDING = pytest.StashKey[Gevalmelding]()


def beproef_item(request: pytest.FixtureRequest, klok: Klok) -> None:
    """Try the case of a test item, and end the test: pass, fail, skip (niet getoetst) or xfail (aandachtspunt, bekend)."""
    item = request.node
    staat = request.config.stash[STAAT]
    geval = item.stash[GEVAL]
    systeem: Systeem | None = None
    rol = ""
    try:
        systeem = _systeem(request, staat)
        controleer_contract(systeem, staat.verzendplicht)
        rol = str(systeem.rol)
        if staat.vaste_rol and staat.vaste_rol != rol:
            raise AdapterFout(
                f"Het systeem zegt dat het een {rol} is; gevraagd is {staat.vaste_rol}.\n"
                "Wat te doen: laat --draaiboek-rol weg, of maak hem gelijk aan de rol van het systeem."
            )
        controleer_rol(rol, [geval.draaiboek])
    except OnbereikbaarSysteem as fout:
        uitslag = Uitslag(Bevindingsoort.ONBEREIKBAAR, str(fout), ())
    except DraaiboekFout as fout:
        uitslag = Uitslag(Bevindingsoort.ADAPTERFOUT, str(fout), ())
    else:
        if geval.naam not in staat.gevallen_voor(geval.draaiboek, rol):
            pytest.skip(f"geldt niet voor een {rol}. Noem de rol met --draaiboek-rol, dan blijft dit weg.")
        opstelling = Opstelling(
            systeem=systeem,
            rol=rol,
            klok=klok,
            berichten=request.getfixturevalue("draaiboek_berichten"),
            marge=staat.instellingen.marge,
            zaad=staat.instellingen.zaad,
            officieel=staat.instellingen.officieel,
            verklaringen=staat.instellingen.attesten,
        )
        uitslag = beproef(geval, opstelling) if isinstance(geval, Geval) else beproef_techniek(geval, opstelling)
        klok.laat_los()
    naam, versie = (systeem.naam, systeem.versie) if systeem else ("", "")
    bekend = next((b for b in staat.instellingen.bekend if b.is_van(geval)), None)
    # Messages are for whoever looks into a report; without one they are not carried along.
    verkeer, berichten = verkeer_van(uitslag) if staat.instellingen.rapport else ([], {})
    item.stash[MELDING] = Gevalmelding(
        onderdeel=geval.onderdeel,
        draaiboek=geval.draaiboek.naam,
        anker=anker_van(item),
        rol=rol,
        systeem=naam,
        systeemversie=versie,
        eis=geval.sleutel,
        berichttype=geval.berichttype,
        versie=geval.versie,
        soort=str(uitslag.soort),
        reden=uitslag.reden,
        bekend=f"{bekend.reden} ({bekend.link})" if bekend else "",
        waarnemingen=waarnemingen_van(uitslag),
        verkeer=verkeer,
        berichten=berichten,
        verklaring=verklaring_van(uitslag),
    )
    item.user_properties += _eigenschappen(geval, uitslag)
    beschrijving = " ".join(deel for deel in (rol, naam, versie) if deel)
    tekst = verslag(geval, beschrijving, uitslag)
    if bekend:
        _eindig_bekend(uitslag, item.stash[MELDING].bekend, tekst, request.config)
    else:
        _eindig(uitslag, geval, tekst, staat, request.config)


def _systeem(request: pytest.FixtureRequest, staat: Staat) -> Systeem:
    """Return the system that the options name, or else the one that the user's fixture gives."""
    if staat.instellingen.systeem:
        return staat.systeem_op(request.node.stash.get(ADRES, 0))
    systeem: Systeem = request.getfixturevalue("draaiboek_systeem")
    return systeem


def _eigenschappen(geval: Geval | Techniekgeval, uitslag: Uitslag) -> list[tuple[str, object]]:
    """Return what JUnit XML tells of a case."""
    eigenschappen: list[tuple[str, object]] = [("draaiboek", geval.draaiboek.naam), ("onderdeel", geval.onderdeel)]
    if isinstance(geval, Geval):
        eigenschappen += [("eis", geval.eis.id), ("paragraaf", geval.eis.paragraaf)]
    else:
        regel = geval.voorschrift
        eigenschappen += [("regel", regel.code), ("retourcode", regel.retourcode), ("versie", geval.versie)]
    eigenschappen += [("berichttype", geval.berichttype), ("uitslag", str(uitslag.soort))]
    if uitslag.verklaring:
        eigenschappen.append(("verklaring", uitslag.verklaring.van_wie))
    eigenschappen += [("moment", w.moment.isoformat()) for w in uitslag.waarnemingen]
    eigenschappen += [("afwijking", w.moment.isoformat()) for w in uitslag.waarnemingen if not w.deugt]
    return eigenschappen


def _eindig(uitslag: Uitslag, geval: Geval | Techniekgeval, tekst: str, staat: Staat, config: pytest.Config) -> None:
    match uitslag.soort:
        case Bevindingsoort.VOLDOET:
            return
        case Bevindingsoort.NIET_GETOETST:
            pytest.skip(in_een_regel(f"niet getoetst: {uitslag.reden}"))
        case Bevindingsoort.AANDACHTSPUNT if not staat.instellingen.streng or _is_advies(geval):
            _xfail(f"aandachtspunt bij eis {geval.sleutel}: {uitslag.reden}", tekst, config)
        case _:
            pytest.fail(tekst, pytrace=False)


def _is_advies(geval: Geval | Techniekgeval) -> bool:
    """Whether an eis is for information: what deviates from it fails under no setting."""
    return isinstance(geval, Geval) and geval.eis.ernst is Ernst.INFORMATIEF


def _eindig_bekend(uitslag: Uitslag, bekend: str, tekst: str, config: pytest.Config) -> None:
    if uitslag.soort in (Bevindingsoort.AFWIJKING, Bevindingsoort.AANDACHTSPUNT):
        _xfail(f"bekende afwijking: {bekend}", tekst, config)
    elif uitslag.soort is Bevindingsoort.NIET_GETOETST:
        pytest.skip(in_een_regel(f"niet getoetst: {uitslag.reden}"))
    elif uitslag.soort is Bevindingsoort.VOLDOET:
        pytest.fail(
            f"{tekst}\n\nDit wijkt niet meer af, maar staat nog als bekende afwijking: {bekend}.\n"
            "Wat te doen: haal de regel uit het bestand van --draaiboek-bekend.",
            pytrace=False,
        )
    else:
        pytest.fail(tekst, pytrace=False)


def _xfail(reden: str, tekst: str, config: pytest.Config) -> NoReturn:
    """End as xfail; under --runxfail, which would turn that into a pass, as a failure."""
    if config.getoption("runxfail"):
        pytest.fail(f"{in_een_regel(reden)}\n\n{tekst}", pytrace=False)
    pytest.xfail(in_een_regel(reden))
