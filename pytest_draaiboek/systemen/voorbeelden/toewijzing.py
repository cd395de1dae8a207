"""An allocation of care in the Wlz, as the example zorgaanbieder and zorgkantoor keep it in their books."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

ACTIEF, BEEINDIGD, NIET_VERZONDEN = "actief", "beeindigd", "nietVerzonden"
PGB, VERBLIJF, VPT, MPT = "2", "4", "5", "7"
WLZ_INDICEERBAAR, SUBSIDIE = "2", "3"


@dataclass
class Toewijzing:
    """One row of an AW33. Dates are text (ISO), so that they compare as they stand; empty for none.

    Args:
        bsn: of the client.
        besluitnummer: of the indication.
        functie: whether it assigns a functie with a klasse, rather than a zorgzwaartepakket.
        code: FunctieCode or ZzpCode.
        financiering: of the functie as indicated; empty for a zorgzwaartepakket.
        versie: of the message that it came in or went out with.
        rij: the row as it stood in the message.
        status: whether it holds.
        geconverteerd: whether it replaces one of the version before.
        in_zorg: whether the start of care was reported on it.

    """

    bsn: str
    besluitnummer: str
    functie: bool
    code: str
    financiering: str
    versie: str
    rij: Mapping[str, Any] = field(repr=False)
    status: str = ACTIEF
    geconverteerd: bool = False
    in_zorg: bool = False

    def __post_init__(self) -> None:
        lees = self.rij.get
        self.instelling: str = lees("Instelling", "")
        self.soort: str = lees("Soort", "")
        self.leveringsvorm: str = lees("Leveringsvorm", "")
        self.percentage: str = lees("ToewijzingPercentage", "")
        self.ingangsdatum: str = lees("Ingangsdatum", "")
        self.einddatum: str = lees("Einddatum", "")
        self.toewijzingsdatum: str = lees("Toewijzingsdatum", "")

    @property
    def sleutel(self) -> tuple[str, ...]:
        """By what two rows are the same allocation."""
        return self.bsn, self.versie, self.code, self.instelling, self.ingangsdatum, self.leveringsvorm

    def geldt_op(self, dag: str) -> bool:
        """Whether it holds on a day."""
        return self.ingangsdatum <= dag and not self.eindigt_voor(dag)

    def eindigt_voor(self, dag: str) -> bool:
        """Whether it has ended by a day."""
        return bool(self.einddatum) and self.einddatum < dag

    def als_stand(self) -> dict[str, Any]:
        """Return what a report on the state says of it."""
        bekend: dict[str, Any] = {
            "bsn": self.bsn,
            "besluitnummer": self.besluitnummer,
            "functieCode" if self.functie else "zzpCode": self.code,
            "instelling": self.instelling,
            "soort": self.soort,
            "leveringsvorm": self.leveringsvorm,
            "percentage": self.percentage,
            "ingangsdatum": self.ingangsdatum,
            "einddatum": self.einddatum,
            "toewijzingsdatum": self.toewijzingsdatum,
            "bronVersie": self.versie,
            "status": self.status,
            "geconverteerd": self.geconverteerd,
            "inZorg": self.in_zorg,
        }
        return {sleutel: waarde for sleutel, waarde in bekend.items() if waarde != ""}


def als_lijst(waarde: Any) -> list[Any]:
    """Return what may repeat in a message as a list, however it was given."""
    if waarde is None:
        return []
    return list(waarde) if isinstance(waarde, list | tuple) else [waarde]


def clienten_in(inhoud: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the clients that a message is about."""
    return als_lijst(inhoud["Clienten"]["Client"])


def rijen_in(client: Mapping[str, Any], groep: str, rij: str) -> list[Mapping[str, Any]]:
    """Return the rows of a group that may be left out."""
    return als_lijst((client.get(groep) or {}).get(rij))


def toewijzingen_in(inhoud: Mapping[str, Any], versie: str) -> Iterator[Toewijzing]:
    """Yield every allocation in the content of an AW33."""
    for client in clienten_in(inhoud):
        indicatie = client["Indicatie"]
        wie = client["Bsn"], indicatie["Besluitnummer"]
        financiering = {
            functie["FunctieCode"]: functie["Financiering"]
            for functie in rijen_in(indicatie, "GeindiceerdeFuncties", "GeindiceerdeFunctie")
        }
        for rij in rijen_in(indicatie, "ToegewezenZorgzwaartepakketten", "ToegewezenZorgzwaartepakket"):
            yield Toewijzing(*wie, functie=False, code=rij["ZzpCode"], financiering="", versie=versie, rij=rij)
        for rij in rijen_in(indicatie, "ToegewezenFuncties", "ToegewezenFunctie"):
            code = rij["FunctieCode"]
            yield Toewijzing(
                *wie, functie=True, code=code, financiering=financiering.get(code, ""), versie=versie, rij=rij
            )
