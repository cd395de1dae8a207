"""Wild messages: what a schema accepts, filled from small pools so that rules are often broken, and often just not."""

from datetime import date
from random import Random
from typing import Any

from pytest_draaiboek.berichten import Bericht, stel_op
from pytest_draaiboek.standaarden import Datatype, Knoop, laad_standaard

DAGEN = (
    "1900-01-01", "1901-12-31", "1902-03-01", "1980-05-01", "2017-01-31", "2017-02-28", "2020-12-31", "2021-01-01",
    "2022-01-01", "2022-01-31", "2022-02-01", "2022-02-28", "2022-02-01", "2022-02-28", "2022-03-01", "2022-03-02",
)  # fmt: skip
OP_TYPE = {
    "LDT_BurgerServicenummer": ("999900006", "999900018", "123456789", "000000000"),
    "LDT_Postcode": ("1234AB", "1234ab", "0234AB", "1234 AB", "B-1000"),
    "LDT_LandCode": ("NL", "NL", "BE"),
    "LDT_Naam": ("Jansen", "Vries"),
    "LDT_Nummer": ("1", "2", "3"),
    "LDT_Persoonsid": ("1", "2"),
    "LDT_Referentie": ("REF1", "REF2", "REF1 "),
    "LDT_ReferentieNummer": ("A", "B", "C", "D", "E"),
    "LDT_ProductCode": ("02A03", "45A04"),
    "LDT_AgbCode": ("99990001",),
    "LDT_Gemeente": ("0758", "0344"),
    "LDT_Tijd": ("09:00:00",),
    "LDT_Versie": ("1.0.0",),
    "LDT_Telefoonnummer": ("0201234567",),
    "LDT_Voorletters": ("AB",),
    "LDT_RetourCode": ("0200", "8001", "0001"),
    "LDT_ProductCategorie": ("02", "11", "45", "46"),
    "LDT_Huisnummer": ("1", "12"),
    "LDT_Eenheid": ("83", "04", "14", "01"),
}


def waarde(type_: Datatype, kans: Random) -> str:
    if type_.naam in OP_TYPE:
        keuzes = OP_TYPE[type_.naam]
        return kans.choice([k for k in keuzes if not type_.codes or k in type_.codes] or type_.codes)
    if type_.codes:
        return kans.choice(type_.codes)
    if type_.basis == "date":
        return kans.choice(DAGEN)
    if type_.basis == "integer":
        return kans.choice(("0", "1", "2", "02", "3"))
    return kans.choice(("A", "B"))


def vul(knoop: Knoop, kans: Random, deel: float) -> Any:
    if knoop.datatype:
        return waarde(knoop.datatype, kans)
    inhoud: dict[str, Any] = {}
    for kind in knoop.kinderen:
        if kind.naam in {"BerichtCode", "BerichtVersie", "BerichtSubversie"}:
            continue
        if kind.verplicht or kans.random() < deel:
            inhoud[kind.naam] = herhaald(kind, kans, deel) if kind.herhaalbaar else vul(kind, kans, deel)
    return inhoud


def herhaald(knoop: Knoop, kans: Random, deel: float) -> list[Any]:
    aantal = kans.choice((1, 1, 2, 3))
    if kans.random() < 0.2:
        return [vul(knoop, kans, deel)] * aantal
    return [vul(knoop, kans, deel) for _ in range(aantal)]


def wild(standaard: str, versie: str, type_: str, zaad: int) -> Bericht:
    """Return a message that its schema accepts, and its rules most likely not."""
    kans = Random(f"{standaard}/{versie}/{type_}/{zaad}")
    inhoud = vul(laad_standaard(standaard).release(versie).structuur(type_), kans, kans.choice((0.2, 0.5, 0.8, 1.0)))
    return stel_op(type_, versie, inhoud, dagtekening=date(2022, 3, 1), identificatie="X")
