"""What a client is about in the messages of long-term care: one indicatie, one zorgzwaartepakket, delivered as verblijf by the system itself.

What is said is the union of what the releases ask for; `passend` leaves out what a release does not have.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pytest_draaiboek.berichten.maanden import maand

if TYPE_CHECKING:
    from pytest_draaiboek.berichten.dossier import Dossier

# With these, what is assigned is valid in every release.
ZORGZWAARTEPAKKETTEN = ("762", "764", "840", "850")
KLASSE, VERBLIJF, GEHEEL = "KD07", "4", "10000"
IN_ZORG, EINDE_ZORG, BEEINDIGD = "4", "5", "19"
JA, NEE = "1", "2"

_Inhoud = dict[str, Any]
Maker = Callable[["Dossier", date], _Inhoud]


def _toewijzing(dossier: "Dossier", op: date) -> _Inhoud:
    """AW33: what is indicated, and that the system delivers all of it."""
    persoon = _persoon(dossier)
    client = persoon | {
        "GeheimeClient": NEE,
        "Naam": {**persoon["Naam"], "NaamGebruik": "1"},
        "Leefeenheid": "1",
        "Partneropname": NEE,
        "Contactgegevens": {"Contact": [{"Soort": "01", "Adres": dossier.adres}]},
        "Indicatie": {
            "Besluitnummer": dossier.besluitnummer,
            "Soort": "1",
            "Afgiftedatum": str(min(dossier.vanaf, op)),
            "Ingangsdatum": str(dossier.vanaf),
            "GeindiceerdeZorgzwaartepakketten": {
                "GeindiceerdZorgzwaartepakket": [
                    {
                        "ZzpCode": _zzp(dossier),
                        "Ingangsdatum": str(dossier.vanaf),
                        "Klasse": KLASSE,
                        "Financiering": "1",
                    }
                ]
            },
            "ToegewezenZorgzwaartepakketten": {"ToegewezenZorgzwaartepakket": [_toegewezen(dossier, op)]},
        },
    }
    return {"Clienten": {"Client": [client]}}


def _toegewezen(dossier: "Dossier", op: date) -> _Inhoud:
    return {
        "ZzpCode": _zzp(dossier),
        "Instelling": dossier.gegevens.agb_code,
        "Zorgkantoor": dossier.gegevens.zorgkantoorcode,
        "Soort": "1",
        "Toewijzingsdatum": str(op),
        "Toewijzingstijd": "09:00:00",
        "ToewijzingPercentage": GEHEEL,
        "Ingangsdatum": str(dossier.vanaf),
        "Klasse": KLASSE,
        "Leveringsvorm": VERBLIJF,
        "VoorkeurClient": "2",
        "Dossierhouder": dossier.gegevens.agb_code,
        "Opname": JA,
    }


def _aanvang(dossier: "Dossier", _op: date) -> _Inhoud:
    """AW35: care began on the day from which it was assigned."""
    geleverd = _bij_toewijzing(dossier) | {
        "Begindatum": str(dossier.vanaf),
        "Klasse": KLASSE,
        "Leveringsstatus": IN_ZORG,
    }
    return _over(dossier, {"GeleverdeZorgzwaartepakketten": {"GeleverdZorgzwaartepakket": [geleverd]}})


def _mutatie(dossier: "Dossier", op: date) -> _Inhoud:
    """AW39: care ended on the day of the message."""
    mutatie = _bij_toewijzing(dossier) | {
        "Begindatum": str(dossier.vanaf),
        "Mutatiecode": BEEINDIGD,
        "Mutatiedatum": str(op),
        "Leveringsstatus": EINDE_ZORG,
    }
    return _over(dossier, {"MutatieZorgzwaartepakketten": {"MutatieZorgzwaartepakket": [mutatie]}})


def _wachtlijst(dossier: "Dossier", op: date) -> _Inhoud:
    """AW317: whom the system still has to help, of the month before."""
    eerste, laatste = maand(op, 1)
    _straat, postcode, _plaats = dossier.woonplaats
    geindiceerd = {"ZzpCode": _zzp(dossier), "Ingangsdatum": str(dossier.vanaf), "Klasse": KLASSE, "Financiering": "1"}
    wacht = {
        "ZzpCode": _zzp(dossier),
        "Soort": "1",
        "Instelling": dossier.gegevens.agb_code,
        "Toewijzingsdatum": str(min(dossier.vanaf, op)),
        "Ingangsdatum": str(dossier.vanaf),
        "Leveringsvorm": VERBLIJF,
        "Opname": JA,
    }
    indicatie = {
        "VolgnummerIndicatie": "1",
        "Soort": "1",
        "Afgiftedatum": str(min(dossier.vanaf, op)),
        "Ingangsdatum": str(dossier.vanaf),
        "GeindiceerdeZorgzwaartepakketten": {"GeindiceerdZorgzwaartepakket": [geindiceerd | {"ZietAfVanZorg": NEE}]},
        "WachtlijstZorgzwaartepakketten": {"WachtlijstZorgzwaartepakket": [wacht]},
    }
    client = {
        "VolgnummerClient": str(dossier.nummer + 1),
        "Geslacht": dossier.persoon["Geslacht"],
        "Geboortejaar": dossier.persoon["Geboortedatum"]["Datum"][:4],
        "Postcode": postcode,
        "LandCode": "NL",
        "Indicaties": {"Indicatie": [indicatie]},
    }
    periode = {"Begindatum": str(eerste), "Einddatum": str(laatste)}
    return {"Header": {"Periode": periode}, "Clienten": {"Client": [client]}}


def _bij_toewijzing(dossier: "Dossier") -> _Inhoud:
    """Return by what a delivery or a change is known: the toewijzing that it is on."""
    return {
        "Besluitnummer": dossier.besluitnummer,
        "ZzpCode": _zzp(dossier),
        "ToewijzingIngangsdatum": str(dossier.vanaf),
        "Instelling": dossier.gegevens.agb_code,
        "Leveringsvorm": VERBLIJF,
        "StatusAanlevering": "1",
    }


def _over(dossier: "Dossier", wat: _Inhoud) -> _Inhoud:
    return {"Clienten": {"Client": [_persoon(dossier) | {"StatusAanlevering": "1"} | wat]}}


def _persoon(dossier: "Dossier") -> _Inhoud:
    """Return who it is about; the name under either of its names, and the number of a release that still had one."""
    naam = dossier.persoon["Naam"]
    geslachtsnaam = {"Naam": naam["Geslachtsnaam"]["Achternaam"], **naam["Geslachtsnaam"]}
    return dossier.persoon | {
        "Clientnummer": f"C{dossier.nummer:09}",
        "Naam": {**naam, "Geslachtsnaam": geslachtsnaam},
    }


def _zzp(dossier: "Dossier") -> str:
    return ZORGZWAARTEPAKKETTEN[dossier.nummer % len(ZORGZWAARTEPAKKETTEN)]


MAKERS: Mapping[str, Maker] = {"33": _toewijzing, "35": _aanvang, "39": _mutatie, "317": _wachtlijst}
"""What makes the content of a message, by the number of its type."""
