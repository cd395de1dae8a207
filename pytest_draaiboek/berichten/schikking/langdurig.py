"""What long-term care it is about: what is indicated, assigned, delivered, changed and asked for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pytest_draaiboek.berichten.schikking.schikker import Inhoud, Schikker, binnen, dag, later, regels, schikt
from pytest_draaiboek.standaarden import Knoop

PGB, VERBLIJF, VPT, MPT = "2", "4", "5", "7"
ONDOELMATIG, NIET_GEHEEL = "2", "2"
AANGELEVERD, VERWIJDERD_AANGELEVERD = "1", "3"  # CS058
STATUS_BIJ_AANVANG = ("1", "3", "4")  # CS062


class Mutatie(NamedTuple):
    """What goes with a Mutatiecode.

    Args:
        statussen: what Leveringsstatus it can have (TR046).
        begonnen: whether there is a Begindatum (TR066); None when that is left open.
        elders: whether the client goes to another Instelling (CD020).

    """

    statussen: tuple[str, ...]
    begonnen: bool | None
    elders: bool


MUTATIES = {
    "02": Mutatie(("1", "2", "3", "4", "5"), None, False),
    "12": Mutatie(("3", "5"), False, False),
    "17": Mutatie(("5",), True, True),
    "18": Mutatie(("1", "2"), False, False),
    "19": Mutatie(("5",), True, False),
    "20": Mutatie(("1", "2", "3"), True, False),
    "21": Mutatie(("5",), False, True),
}
# By the Leveringsvorm, whether an element is there (CD040, CD050, CD051, CD052).
_IN_TOEWIJZING = {
    PGB: {"Instelling": False, "ToewijzingPercentage": False, "CoordinatorZorgThuis": False}
    | {"Klasse": False, "Dossierhouder": False, "Opname": False},
    VERBLIJF: {"Instelling": True, "ToewijzingPercentage": True, "CoordinatorZorgThuis": False}
    | {"Klasse": True, "Dossierhouder": True, "Opname": True},
    VPT: {"Instelling": True, "ToewijzingPercentage": True, "CoordinatorZorgThuis": False}
    | {"Klasse": True, "Dossierhouder": True, "Opname": False},
    MPT: {"Instelling": True, "ToewijzingPercentage": True, "CoordinatorZorgThuis": True}
    | {"Klasse": False, "Dossierhouder": False, "Opname": False},
}
_IN_AANVRAAG = {
    VERBLIJF: {"Klasse": True, "Dossierhouder": True, "CoordinatorZorgThuis": False}
    | {"Doelmatig": False, "Verantwoord": False},
    VPT: {"Klasse": True, "Dossierhouder": True, "CoordinatorZorgThuis": False}
    | {"Doelmatig": False, "Verantwoord": False},
    MPT: {"Klasse": False, "Dossierhouder": False, "CoordinatorZorgThuis": True}
    | {"Doelmatig": True, "Verantwoord": True},
}
_IN_LEVERING = {VERBLIJF: {"Klasse": True}, VPT: {"Klasse": True}, MPT: {"Klasse": False}}
_IN_MUTATIE: dict[str, dict[str, bool]] = {VERBLIJF: {}, VPT: {}, MPT: {}}
_OP_WACHTLIJST = {
    PGB: {"Opname": False},
    VERBLIJF: {"Opname": True},
    VPT: {"Opname": False},
    MPT: {"Opname": False},
}


@schikt("ToegewezenZorgzwaartepakket")
def _toegewezen(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    if knoop.kind("Opname") is not None:
        _naar_vorm(s, inhoud, knoop, _IN_TOEWIJZING)
    _niet_na_vandaag(s, inhoud, "Toewijzingsdatum")
    _eindigt_na(s, inhoud, "Ingangsdatum", "Einddatum")


@schikt("ToegewezenFunctie", "GeindiceerdeFunctie", "GeindiceerdZorgzwaartepakket")
def _periode(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS003, CS023."""
    _niet_na_vandaag(s, inhoud, "Toewijzingsdatum")
    _eindigt_na(s, inhoud, "Ingangsdatum", "Einddatum")


@schikt("WachtlijstZorgzwaartepakket", "WachtlijstFunctie")
def _op_wachtlijst(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    if knoop.kind("Opname") is not None:
        _naar_vorm(s, inhoud, knoop, _OP_WACHTLIJST)
    for naam in ("Toewijzingsdatum", "Begindatum", "Mutatiedatum"):
        _niet_na_vandaag(s, inhoud, naam)


@schikt("GeleverdZorgzwaartepakket", "GeleverdeFunctie")
def _geleverd(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CS058, CS062, and what goes with a Leveringsvorm since Klasse may be left out."""
    klasse = knoop.kind("Klasse")
    if klasse is not None and not klasse.verplicht:
        _naar_vorm(s, inhoud, knoop, _IN_LEVERING)
    _een_van(s, inhoud, "StatusAanlevering", (AANGELEVERD, AANGELEVERD, VERWIJDERD_AANGELEVERD))
    _een_van(s, inhoud, "Leveringsstatus", STATUS_BIJ_AANVANG)
    _niet_na_vandaag(s, inhoud, "Begindatum")


@schikt("MutatieZorgzwaartepakket", "MutatieFunctie")
def _mutatie(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD020, TR046, TR066, and CS127 in a release that asks for it."""
    if knoop.kind("Leveringsvorm") is not None and knoop.kind("AanvraagZorgzwaartepakketten") is None:
        _naar_vorm(s, inhoud, knoop, _IN_MUTATIE)
    code = inhoud.get("Mutatiecode")
    if code in MUTATIES and not _kan_mutatie(s, inhoud, MUTATIES[code]):
        past = [ander for ander, mutatie in MUTATIES.items() if _kan_mutatie(s, inhoud, mutatie)]
        if past and s.zet(inhoud, "Mutatiecode", s.kies(past)):
            code = inhoud["Mutatiecode"]
    mutatie = MUTATIES.get(str(code))
    if mutatie is not None:
        _een_van(s, inhoud, "Leveringsstatus", mutatie.statussen)
        _er_of_niet(s, inhoud, knoop, {"InstellingBestemming": mutatie.elders})
        if mutatie.begonnen is not None:
            _er_of_niet(s, inhoud, knoop, {"Begindatum": mutatie.begonnen})
    _niet_na_vandaag(s, inhoud, "Mutatiedatum")
    _niet_na_vandaag(s, inhoud, "Begindatum")


def _kan_mutatie(s: Schikker, inhoud: Inhoud, mutatie: Mutatie) -> bool:
    """Whether what is given leaves room for what goes with a Mutatiecode."""
    if not s.mag(inhoud, "Leveringsstatus") and inhoud.get("Leveringsstatus") not in mutatie.statussen:
        return False
    moet = {"InstellingBestemming": mutatie.elders}
    if mutatie.begonnen is not None:
        moet["Begindatum"] = mutatie.begonnen
    return _kan(s, inhoud, moet)


@schikt("Aanvraag")
def _aanvraag(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """CD047, CD050, CD051, CD052."""
    instellingen = knoop.kind("AanvraagInstellingen")
    if instellingen is not None:
        (kind,) = instellingen.kinderen
        delen = regels(binnen(inhoud, "AanvraagInstellingen"), kind.naam)
        kan = {vorm: all(_kan(s, deel, {"Opname": vorm == VERBLIJF}) for deel in delen) for vorm in _IN_AANVRAAG}
        _naar_vorm(s, inhoud, knoop, {vorm: wel for vorm, wel in _IN_AANVRAAG.items() if kan[vorm]})
        for deel in delen:
            _er_of_niet(s, deel, kind, {"Opname": inhoud.get("Leveringsvorm") == VERBLIJF})
    ondoelmatig = inhoud.get("Doelmatig") == ONDOELMATIG
    if ondoelmatig and not s.heeft(inhoud, knoop, "BijzondereSituatie"):
        s.zet(inhoud, "Doelmatig", "1")


@schikt("AanvraagInstelling", "AanvraagFunctie", "AanvraagZorgzwaartepakket")
def _aangevraagd(s: Schikker, inhoud: Inhoud, _knoop: Knoop) -> None:
    """CS003."""
    _eindigt_na(s, inhoud, "ToewijzingIngangsdatum", "ToewijzingEinddatum")


@schikt("Clienten")
def _clienten(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR039, TR040, TR101: what a message is about is there, and is there once."""
    (kind,) = knoop.kinderen
    if kind.kind("Prestaties") is not None:
        return  # those of a declaratie are arranged with it
    for client in regels(inhoud, kind.naam):
        for delen in (
            ("GeleverdeZorgzwaartepakketten", "GeleverdeFuncties"),
            ("MutatieZorgzwaartepakketten", "MutatieFuncties", "Aanvragen"),
        ):
            bekend = [naam for naam in delen if kind.kind(naam) is not None]
            if bekend and all(client.get(naam) is None for naam in bekend):
                any(s.heeft(client, kind, naam) for naam in bekend)
    for sleutel in ("Bsn", "VolgnummerClient"):
        if kind.kind(sleutel) is not None:
            _eenmaal(s, inhoud, knoop, (sleutel,))


# By the name of a list: of what its elements have a key together (TR101).
_SLEUTELS = {
    "Stoornissen": ("Grondslag", "DiagnoseCodelijst", "ZiektebeeldStoornis"),
    "StoornisScores": ("Vraag",),
    "BeperkingScores": ("Vraag",),
    "GeindiceerdeZorgzwaartepakketten": ("ZzpCode", "Ingangsdatum"),
    "GeindiceerdeFuncties": ("FunctieCode", "Ingangsdatum"),
    "ToegewezenZorgzwaartepakketten": ("ZzpCode", "Instelling", "Ingangsdatum", "Leveringsvorm"),
    "WachtlijstZorgzwaartepakketten": ("ZzpCode", "Instelling", "Ingangsdatum", "Leveringsvorm"),
    "ToegewezenFuncties": ("FunctieCode", "Instelling", "Ingangsdatum"),
    "GeleverdeFuncties": ("Besluitnummer", "FunctieCode", "ToewijzingIngangsdatum", "Begindatum", "Instelling"),
    "GeleverdeZorgzwaartepakketten": (
        "Besluitnummer",
        "ZzpCode",
        "ToewijzingIngangsdatum",
        "Begindatum",
        "Instelling",
        "Leveringsvorm",
    ),
    "MutatieZorgzwaartepakketten": (
        "Besluitnummer",
        "ZzpCode",
        "ToewijzingIngangsdatum",
        "Instelling",
        "Mutatiedatum",
        "Leveringsvorm",
    ),
    "MutatieFuncties": ("Besluitnummer", "FunctieCode", "ToewijzingIngangsdatum", "Instelling", "Mutatiedatum"),
    "Indicaties": ("VolgnummerIndicatie",),
    "Aanvragen": ("Besluitnummer", "ZzpCode"),
    "AanvraagInstellingen": ("Instelling", "ToewijzingIngangsdatum"),
}


@schikt(*(naam for naam in _SLEUTELS))
def _lijst(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR101."""
    _eenmaal(s, inhoud, knoop, _SLEUTELS[knoop.naam])


@schikt("Beperkingen")
def _beperkingen(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR101; the key has another name in each release."""
    (kind,) = knoop.kinderen
    _eenmaal(s, inhoud, knoop, (kind.kinderen[0].naam,))


@schikt("Indicatie")
def _indicatie(s: Schikker, inhoud: Inhoud, knoop: Knoop) -> None:
    """TR014, TR015, TR016, TR106: the periods of what is indicated and of what is assigned."""
    _niet_na_vandaag(s, inhoud, "Afgiftedatum")
    geindiceerd = [
        *regels(binnen(inhoud, "GeindiceerdeFuncties"), "GeindiceerdeFunctie"),
        *regels(binnen(inhoud, "GeindiceerdeZorgzwaartepakketten"), "GeindiceerdZorgzwaartepakket"),
    ]
    if not s.vrij:
        _ruim_genoeg(s, geindiceerd or [inhoud], _toegewezen_in(inhoud))
    _omvat(s, inhoud, geindiceerd)
    _eindigt_na(s, inhoud, "Ingangsdatum", "Einddatum")
    eerste, laatste = dag(inhoud.get("Ingangsdatum")), dag(inhoud.get("Einddatum"))
    for regel in _toegewezen_in(inhoud):
        _binnen_periode(s, regel, eerste, laatste)
    lijst = "ToegewezenZorgzwaartepakketten"
    if knoop.kind(lijst) is not None and inhoud.get(lijst) is not None:
        _gescheiden(s, binnen(inhoud, lijst), "ToegewezenZorgzwaartepakket")
    for lijst in ("ToegewezenFuncties", *(naam for naam in _SLEUTELS if naam.startswith("Geindiceerde"))):
        kind = knoop.kind(lijst)
        if kind is not None and inhoud.get(lijst) is not None:
            _eenmaal(s, binnen(inhoud, lijst), kind, _SLEUTELS[lijst])


def _toegewezen_in(indicatie: Inhoud) -> list[Inhoud]:
    return [
        *regels(binnen(indicatie, "ToegewezenFuncties"), "ToegewezenFunctie"),
        *regels(binnen(indicatie, "ToegewezenZorgzwaartepakketten"), "ToegewezenZorgzwaartepakket"),
    ]


def _ruim_genoeg(s: Schikker, geindiceerd: Sequence[Inhoud], toegewezen: Iterable[Inhoud]) -> None:
    """Have what is indicated begin before, and end after, what is assigned on days that stand as they were given."""
    namen = ("Ingangsdatum", "Einddatum")
    vast = [str(regel[n]) for regel in toegewezen for n in namen if regel.get(n) is not None and not s.mag(regel, n)]
    if not vast:
        return
    if min(str(een.get("Ingangsdatum")) for een in geindiceerd) > min(vast):
        any(s.zet(een, "Ingangsdatum", min(vast)) for een in geindiceerd)
    eindes = [str(een["Einddatum"]) for een in geindiceerd if een.get("Einddatum") is not None]
    if len(eindes) == len(geindiceerd) and max(eindes) < max(vast):
        any(s.zet(een, "Einddatum", max(vast)) for een in geindiceerd)


def _omvat(s: Schikker, indicatie: Inhoud, geindiceerd: Sequence[Inhoud]) -> None:
    """Have the period of an Indicatie be that of what is indicated; where that stands as it is, have one of those follow it."""
    begin = min((str(een["Ingangsdatum"]) for een in geindiceerd if dag(een.get("Ingangsdatum"))), default=None)
    if begin is None:
        return
    if indicatie.get("Ingangsdatum") != begin and not s.zet(indicatie, "Ingangsdatum", begin):
        _volg(s, geindiceerd, "Ingangsdatum", indicatie["Ingangsdatum"])
    open_ = any(een.get("Einddatum") is None for een in geindiceerd)
    einde = None if open_ else max(str(een["Einddatum"]) for een in geindiceerd)
    if indicatie.get("Einddatum") != einde and not s.zet(indicatie, "Einddatum", einde):
        _volg(s, geindiceerd, "Einddatum", indicatie.get("Einddatum"))


def _volg(s: Schikker, geindiceerd: Iterable[Inhoud], naam: str, waarde: Any) -> None:
    """Give all that is indicated the begin or the end of the Indicatie."""
    for een in geindiceerd:
        s.zet(een, naam, waarde)


def _binnen_periode(s: Schikker, regel: Inhoud, eerste: date | None, laatste: date | None) -> None:
    """TR016."""
    begin, einde = dag(regel.get("Ingangsdatum")), dag(regel.get("Einddatum"))
    if begin is None or eerste is None:
        return
    if (begin < eerste or (laatste is not None and begin > laatste)) and s.zet(regel, "Ingangsdatum", str(eerste)):
        begin = eerste
    if einde is not None and (einde < begin or (laatste is not None and einde > laatste)):
        s.zet(regel, "Einddatum", str(laatste) if laatste is not None else str(begin))


def _gescheiden(s: Schikker, inhoud: Inhoud, naam: str) -> None:
    """TR101, TR106: of what is assigned twice at one time only the first stays."""
    over: list[Inhoud] = []
    for regel in regels(inhoud, naam):
        botst = any(_zelfde(regel, ander) and _overlapt(regel, ander) for ander in over)
        op_zich = (
            not s.mag(regel, "Ingangsdatum") and s.komt("Ingangsdatum") is None
        )  # of this one alone, so it is meant
        if not botst or not s.mag(inhoud, naam) or op_zich:
            over.append(regel)
    if len(over) < len(regels(inhoud, naam)):
        inhoud[naam] = over


def _zelfde(een: Inhoud, ander: Inhoud) -> bool:
    return all(een.get(naam) == ander.get(naam) for naam in ("ZzpCode", "Instelling", "Leveringsvorm"))


def _overlapt(een: Inhoud, ander: Inhoud) -> bool:
    def begint_voor_einde(a: Inhoud, b: Inhoud) -> bool:
        return b.get("Einddatum") is None or str(a.get("Ingangsdatum")) <= str(b["Einddatum"])

    return begint_voor_einde(een, ander) and begint_voor_einde(ander, een)


def _naar_vorm(s: Schikker, inhoud: Inhoud, knoop: Knoop, vormen: Mapping[str, Mapping[str, bool]]) -> None:
    """Have an element be what its Leveringsvorm makes of it; where what is given leaves no room for that, it gets another one."""
    vorm = str(inhoud.get("Leveringsvorm"))
    if vorm not in vormen or not _kan(s, inhoud, vormen[vorm]):
        mogelijk = [ander for ander, delen in vormen.items() if _kan(s, inhoud, delen)]
        if not mogelijk or not s.zet(inhoud, "Leveringsvorm", s.kies(mogelijk)):
            return
        vorm = inhoud["Leveringsvorm"]
    _er_of_niet(s, inhoud, knoop, vormen[vorm])


def _kan(s: Schikker, inhoud: Inhoud, delen: Mapping[str, bool]) -> bool:
    """Whether what is given leaves room for these elements to be there, or not."""
    return s.vrij or all(
        s.kan(inhoud, naam) if moet else s.mag(inhoud, naam) or inhoud.get(naam) is None for naam, moet in delen.items()
    )


def _er_of_niet(s: Schikker, inhoud: Inhoud, knoop: Knoop, delen: Mapping[str, bool]) -> None:
    for naam, moet in delen.items():
        if moet:
            s.heeft(inhoud, knoop, naam)
        elif inhoud.get(naam) is not None:
            s.zet(inhoud, naam, None)


def _een_van(s: Schikker, inhoud: Inhoud, naam: str, keuzes: Sequence[str]) -> None:
    if inhoud.get(naam) is not None and inhoud[naam] not in keuzes:
        s.zet(inhoud, naam, s.kies(keuzes))


def _niet_na_vandaag(s: Schikker, inhoud: Inhoud, naam: str) -> None:
    """CS023."""
    if inhoud.get(naam) is not None and str(inhoud[naam]) > s.dagen[0] and dag(inhoud[naam]):
        s.zet(inhoud, naam, s.dagen[0])


def _eindigt_na(s: Schikker, inhoud: Inhoud, begin: str, eind: str) -> None:
    """CS003."""
    van, tot = dag(inhoud.get(begin)), dag(inhoud.get(eind))
    if van and tot and tot < van and not s.zet(inhoud, eind, later(van, s.waarden.getal(0, 365))):
        s.zet(inhoud, begin, str(tot))


def _eenmaal(s: Schikker, inhoud: Inhoud, knoop: Knoop, sleutel: Sequence[str]) -> None:
    """TR101: of what has the same key only the first stays."""
    (kind,) = knoop.kinderen
    if not s.mag(inhoud, kind.naam):
        return
    gezien: set[tuple[Any, ...]] = set()
    over: list[Inhoud] = []
    delen = regels(inhoud, kind.naam)
    for deel in delen:
        waarde = tuple(str(deel.get(naam)) for naam in sleutel)
        if waarde not in gezien:
            gezien.add(waarde)
            over.append(deel)
    if len(over) < len(delen):
        inhoud[kind.naam] = over
