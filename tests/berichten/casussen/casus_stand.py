"""What a chain of messages has come to, worked out from the messages alone: by the numbers and keys in them, not by how they were made."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pytest_draaiboek.berichten import Bericht

GEEN_AFKEUR = {"0200", "0233", "8001"}
VERWIJDERD = {"01", "13"}
DAG = timedelta(days=1)


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


def codes_in(deel: Any) -> set[str]:
    """Return the retourcodes that reject, wherever in a content."""
    if isinstance(deel, list):
        return set().union(*map(codes_in, deel))
    if not isinstance(deel, dict):
        return set()
    eigen = set(deel.get("RetourCode", ())) if isinstance(deel.get("RetourCode"), list) else set()
    return (eigen - GEEN_AFKEUR).union(*map(codes_in, deel.values()))


def regels(bericht: Bericht, lijst: str, naam: str) -> list[dict[str, Any]]:
    client = bericht.inhoud["Client"]
    bak = client.get("Verzoek", client).get(lijst, {})
    return list(bak.get(naam, []))


def overlapt(een: tuple[date, date | None], ander: tuple[date, date | None]) -> bool:
    return (een[1] is None or ander[0] <= een[1]) and (ander[1] is None or een[0] <= ander[1])


def zelfde(a: dict[str, str] | None, b: dict[str, str] | None) -> bool:
    if not a or not b:
        return True
    return a["Categorie"] == b["Categorie"] and (
        a.get("Code") == b.get("Code") or not a.get("Code") or not b.get("Code")
    )


def eind(regel: dict[str, Any], naam: str = "Einddatum") -> date | None:
    return dag(regel[naam]) if naam in regel else None


@dataclass
class Stand:
    """Everything that both parties know after the messages so far; `verwerk` asserts that each message fits in."""

    versie: str
    bsn: str | None = None
    persoon: dict[str, Any] | None = None
    toewijzingen: dict[str, dict[str, Any]] = field(default_factory=dict)
    geleverd: dict[tuple[Any, ...], str] = field(default_factory=dict)  # key of a start: loopt, gestopt, verwijderd
    gestopt_op: dict[tuple[Any, ...], date] = field(default_factory=dict)
    verzoeken: dict[str, dict[str, Any]] = field(default_factory=dict)  # by reference: the 315 row or the 317
    in_onderzoek: set[str] = field(default_factory=set)
    afgehandeld: set[str] = field(default_factory=set)
    prestaties: dict[str, dict[str, Any]] = field(default_factory=dict)
    teruggenomen: set[str] = field(default_factory=set)
    afgewezen: set[str] = field(default_factory=set)
    perioden: list[tuple[date, date]] = field(default_factory=list)
    bijzonder: set[str] = field(default_factory=set)  # what occurred, so that a test knows that it did

    def verwerk(self, heen: Bericht, retour: Bericht) -> None:
        assert heen.versie == retour.versie == self.versie
        codes = codes_in(retour.inhoud)
        client = heen.inhoud.get("Client")
        if client:
            self.bsn = self.bsn or client["Bsn"]
            assert client["Bsn"] == self.bsn
            if "Geboortedatum" in client:
                persoon = {
                    "geboren": client["Geboortedatum"],
                    "geslacht": client["Geslacht"],
                    "naam": {k: v for k, v in client["Naam"].items() if k not in {"NaamGebruik", "Partnernaam"}},
                }
                self.persoon = self.persoon or persoon
                assert persoon == self.persoon
        nummer = heen.berichttype[-3:]
        if nummer != "323" and codes:
            getattr(self, f"_afgekeurd_{nummer}")(heen, codes)
        else:
            getattr(self, f"_{nummer}")(heen, retour)

    # 301

    def _301(self, b: Bericht, _retour: Bericht) -> None:
        rijen = regels(b, "ToegewezenProducten", "ToegewezenProduct")
        assert {r["ToewijzingNummer"] for r in rijen} >= self.toewijzingen.keys()
        gevraagd = {r["ReferentieAanbieder"] for r in rijen if "ReferentieAanbieder" in r}
        assert gevraagd <= self.verzoeken.keys() - self.afgehandeld
        for rij in rijen:
            oud = self.toewijzingen.get(rij["ToewijzingNummer"])
            kaal = {k: v for k, v in rij.items() if k not in {"RedenWijziging", "ReferentieAanbieder"}}
            if oud is None:
                assert "RedenWijziging" not in rij  # IV099
                self._eerste_keer(rij)
            elif kaal == oud:
                assert "RedenWijziging" not in rij
                assert "ReferentieAanbieder" not in rij
            else:
                self._gewijzigd(rij, oud)
            self.toewijzingen[rij["ToewijzingNummer"]] = kaal
            moment = rij["Toewijzingsdatum"], rij["Toewijzingstijd"]
            assert dag(moment[0]) <= b.dagtekening
            if kaal != oud:
                assert dag(moment[0]) == b.dagtekening
                assert oud is None or moment > (oud["Toewijzingsdatum"], oud["Toewijzingstijd"])  # IV013
        for referentie in gevraagd:
            self._verleend(referentie, [r for r in rijen if r.get("ReferentieAanbieder") == referentie])
        self.afgehandeld |= gevraagd

    def _eerste_keer(self, rij: dict[str, Any]) -> None:
        self.bijzonder |= {"met einde" if "Einddatum" in rij else "zonder einde"}
        product = rij.get("Product")
        vorm = "generiek" if not product else "specifiek" if "Code" in product else "aspecifiek"
        self.bijzonder |= {f"{vorm} met {'Omvang' if 'Omvang' in rij else 'Budget' if 'Budget' in rij else 'niets'}"}
        if "Omvang" in rij:
            self.bijzonder |= {f"frequentie {rij['Omvang']['Frequentie']}", f"eenheid {rij['Omvang']['Eenheid']}"}

    def _gewijzigd(self, rij: dict[str, Any], oud: dict[str, Any]) -> None:
        assert rij["RedenWijziging"]
        assert (rij.get("Product"), rij["Ingangsdatum"]) == (oud.get("Product"), oud["Ingangsdatum"])
        if rij["RedenWijziging"] in VERWIJDERD:
            assert rij["RedenWijziging"] == ("01" if self.versie == "3.0" else "13")
            assert rij["Einddatum"] == rij["Ingangsdatum"]
            assert not [p for p in self.prestaties.values() if p["ToewijzingNummer"] == rij["ToewijzingNummer"]]
            assert "ReferentieAanbieder" not in rij
            self.bijzonder.add("ingetrokken")
        elif rij.get("Omvang") != oud.get("Omvang"):
            assert rij["Omvang"]["Frequentie"] == "6"  # IV066
            self.bijzonder.add("totaal gewijzigd")
        elif rij.get("Budget") != oud.get("Budget"):
            self.bijzonder.add("budget gewijzigd")
        else:
            assert rij.get("Einddatum") != oud.get("Einddatum")
            self.bijzonder.add("einde gewijzigd")

    def _verleend(self, referentie: str, rijen: list[dict[str, Any]]) -> None:
        verzoek = self.verzoeken[referentie]
        if "Verzoek" not in verzoek:
            (rij,) = rijen
            if "afgewezen verzoek" in self.bijzonder:
                self.bijzonder.add("deels verleend")
            assert (rij["Ingangsdatum"], rij.get("Einddatum")) == (
                verzoek["ToewijzingIngangsdatum"],
                verzoek.get("ToewijzingEinddatum"),
            )
            assert [rij.get(k) for k in ("Product", "Omvang", "Budget")] == [
                verzoek.get(k) for k in ("Product", "Omvang", "Budget")
            ]
            return
        per_nummer = {rij["ToewijzingNummer"]: rij for rij in rijen}
        ongezien = dict(per_nummer)
        for wens in verzoek["Verzoek"].get("TeWijzigenProducten", {}).get("TeWijzigenProduct", []):
            rij = ongezien.pop(wens["ToewijzingNummer"])
            if wens["GewensteIngangsdatum"] != rij["Ingangsdatum"]:
                assert dag(rij["Einddatum"]) == dag(wens["GewensteIngangsdatum"]) - DAG
                (nieuw,) = (r for r in ongezien.values() if r["Ingangsdatum"] == wens["GewensteIngangsdatum"])
                assert nieuw["Product"] == rij["Product"]
                assert nieuw["Omvang"] != rij["Omvang"]
                rij = ongezien.pop(nieuw["ToewijzingNummer"])
                self.bijzonder.add("nieuw nummer")
            assert [rij.get(k) for k in ("Einddatum", "Omvang", "Budget")] == [
                wens.get(k) for k in ("Einddatum", "Omvang", "Budget")
            ]
        nieuwe = verzoek["Verzoek"].get("NieuweProducten", {}).get("NieuwProduct", [])
        assert [
            (r["Ingangsdatum"], *(r.get(k) for k in ("Product", "Einddatum", "Omvang", "Budget")))
            for r in ongezien.values()
        ] == [
            (w["GewensteIngangsdatum"], *(w.get(k) for k in ("Product", "Einddatum", "Omvang", "Budget")))
            for w in nieuwe
        ]

    def huidig(self, op: date) -> dict[str, dict[str, Any]]:
        return {
            nr: t
            for nr, t in self.toewijzingen.items()
            if (eind(t) is None or (eind(t) or op) >= op) or dag(t["Ingangsdatum"]) > op
        }

    # 305 and 307

    def _sleutel(self, rij: dict[str, Any]) -> tuple[Any, ...]:
        product = rij.get("Product", {})
        return rij["ToewijzingNummer"], product.get("Categorie"), product.get("Code"), rij["Begindatum"]

    def _past_bij_toewijzing(self, rij: dict[str, Any], op: date) -> dict[str, Any]:
        toewijzing = self.toewijzingen[rij["ToewijzingNummer"]]  # TR019
        assert rij.get("Product") == toewijzing.get("Product")  # IV075
        assert rij["ToewijzingIngangsdatum"] == toewijzing["Ingangsdatum"]
        assert dag(toewijzing["Ingangsdatum"]) <= dag(rij["Begindatum"]) <= (eind(toewijzing) or op)
        assert dag(rij["Begindatum"]) <= op
        return toewijzing

    def _305(self, b: Bericht, _retour: Bericht) -> None:
        rijen = regels(b, "StartProducten", "StartProduct")
        assert rijen
        for rij in rijen:
            self._past_bij_toewijzing(rij, b.dagtekening)
            sleutel = self._sleutel(rij)
            if rij["StatusAanlevering"] == "3":
                assert self.geleverd[sleutel] == "loopt"  # TR063, TR071
                self.geleverd[sleutel] = "verwijderd"
                self.bijzonder.add("verwijderd en verbeterd" if len(rijen) > 1 else "verwijderd")
            else:
                assert sleutel not in self.geleverd  # TR074
                assert not [s for s, hoe in self.geleverd.items() if s[:3] == sleutel[:3] and hoe == "loopt"]  # TR326
                vorige = [d for s, d in self.gestopt_op.items() if s[:3] == sleutel[:3]]
                assert all(dag(rij["Begindatum"]) > d for d in vorige)
                if vorige:
                    self.bijzonder.add("hervat")
                self.geleverd[sleutel] = "loopt"

    def _afgekeurd_305(self, b: Bericht, codes: set[str]) -> None:
        assert codes == {"9019"}
        eerste, *rest = regels(b, "StartProducten", "StartProduct")
        assert eerste["ToewijzingNummer"] not in self.toewijzingen
        for rij in rest:
            self._past_bij_toewijzing(rij, b.dagtekening)
        self.bijzonder.add("afgekeurd")

    def _307(self, b: Bericht, _retour: Bericht) -> None:
        rijen = regels(b, "StopProducten", "StopProduct")
        assert rijen
        for rij in rijen:
            toewijzing = self._past_bij_toewijzing(rij, b.dagtekening)
            sleutel, einde = self._sleutel(rij), dag(rij["Einddatum"])
            assert self.geleverd[sleutel] == "loopt"  # TR382
            assert dag(rij["Begindatum"]) <= einde <= min(b.dagtekening, eind(toewijzing) or b.dagtekening)
            self.geleverd[sleutel] = "gestopt"
            self.gestopt_op[sleutel] = einde
            for prestatie in self.prestaties.values():
                if prestatie["ToewijzingNummer"] == rij["ToewijzingNummer"]:
                    assert dag(prestatie["ProductPeriode"]["Einddatum"]) <= einde
            assert rij["RedenBeeindiging"] not in ({"38", "39"} if self.versie == "3.0" else set())
            if toewijzing in self.vervangen():
                assert (rij["RedenBeeindiging"], rij["Einddatum"]) == ("37", toewijzing["Einddatum"])
            self.bijzonder.add(
                f"stop {'20' if rij['RedenBeeindiging'] == '20' else '37' if rij['RedenBeeindiging'] == '37' else 'anders'}"
            )

    def vervangen(self) -> list[dict[str, Any]]:
        begin = {(str(t.get("Product")), dag(t["Ingangsdatum"])) for t in self.toewijzingen.values()}
        return [t for t in self.toewijzingen.values() if (e := eind(t)) and (str(t.get("Product")), e + DAG) in begin]

    # 315, 317, 319

    def _geen_open_verzoek(self) -> None:
        assert self.verzoeken.keys() == self.afgehandeld  # TR374

    def _315(self, b: Bericht, _retour: Bericht) -> None:
        self._geen_open_verzoek()
        for rij in regels(b, "AangevraagdeProducten", "AangevraagdProduct"):
            assert rij["ReferentieAanbieder"] not in self.verzoeken  # TR347
            self.verzoeken[rij["ReferentieAanbieder"]] = rij

    def _317(self, b: Bericht, _retour: Bericht) -> None:
        self._geen_open_verzoek()
        verzoek = b.inhoud["Client"]["Verzoek"]
        assert verzoek["ReferentieAanbieder"] not in self.verzoeken
        blijft = [r["ToewijzingNummer"] for r in regels(b, "OngewijzigdeProducten", "OngewijzigdProduct")]
        wijzigt = regels(b, "TeWijzigenProducten", "TeWijzigenProduct")
        huidig = self.huidig(b.dagtekening)
        assert sorted([*blijft, *(r["ToewijzingNummer"] for r in wijzigt)]) == sorted(huidig)  # TR349, TR350, TR351
        perioden = [(huidig[nr].get("Product"), dag(huidig[nr]["Ingangsdatum"]), eind(huidig[nr])) for nr in blijft]
        for rij in wijzigt:
            t = huidig[rij["ToewijzingNummer"]]
            gewenst = dag(rij["GewensteIngangsdatum"])
            assert gewenst > b.dagtekening or gewenst == dag(t["Ingangsdatum"])  # TR357
            omvang_anders = rij.get("Omvang") != t.get("Omvang")
            if rij.get("Budget") != t.get("Budget") or (omvang_anders and rij["Omvang"]["Frequentie"] == "6"):
                assert gewenst == dag(t["Ingangsdatum"])  # TR373
            assert ("Omvang" in rij) == bool(t.get("Product", {}).get("Code"))  # TR411, TR412
            assert gewenst <= (eind(t) or gewenst)
            assert (omvang_anders, rij.get("Budget"), eind(rij)) != (False, t.get("Budget"), eind(t))
            perioden.append((t.get("Product"), gewenst, eind(rij)))
        for rij in regels(b, "NieuweProducten", "NieuwProduct"):
            assert dag(rij["GewensteIngangsdatum"]) > b.dagtekening  # TR380
            perioden.append((rij.get("Product"), dag(rij["GewensteIngangsdatum"]), eind(rij)))
            self.bijzonder.add("product erbij")
        for nr, (product, *periode) in enumerate(perioden):
            for ander, *van_ander in perioden[:nr]:
                assert not (zelfde(product, ander) and overlapt(tuple(periode), tuple(van_ander)))  # TR361
        self.verzoeken[verzoek["ReferentieAanbieder"]] = {"Verzoek": verzoek}

    def _319(self, b: Bericht, _retour: Bericht) -> None:
        antwoord = b.inhoud["Antwoord"]
        referentie = antwoord["ReferentieAanbieder"]
        assert referentie in self.verzoeken.keys() - self.afgehandeld  # TR355, TR359
        if antwoord["VerzoekAntwoord"] == "2":
            assert referentie not in self.in_onderzoek  # TR360
            self.in_onderzoek.add(referentie)
            self.bijzonder.add("in onderzoek")
        else:
            assert referentie in self.in_onderzoek  # TR365
            assert antwoord["RedenAfwijzingVerzoek"]
            self.afgehandeld.add(referentie)
            self.bijzonder.add("afgewezen verzoek")

    # 323

    def _323(self, b: Bericht, retour: Bericht) -> None:
        declaratie = b.inhoud["Declaratie"]
        periode = tuple(dag(d) for d in declaratie["DeclaratiePeriode"].values())
        assert periode[0].day == 1
        assert (periode[1] + DAG).day == 1
        assert periode[1] <= b.dagtekening == dag(declaratie["DeclaratieDagtekening"])
        if self.perioden:
            assert self.perioden[-1][1] + DAG == periode[0]  # TR318
        self.perioden.append((periode[0], periode[1]))
        (client,) = declaratie["Clienten"]["Client"]
        assert client["Bsn"] == self.bsn
        totaal = 0
        for p in client["Prestaties"]["Prestatie"]:
            totaal += self._prestatie(p, periode[1])
        teken = -1 if declaratie["TotaalIngediendBedrag"]["DebetCredit"] == "C" else 1
        assert totaal == teken * int(declaratie["TotaalIngediendBedrag"]["TotaalBedrag"])
        self._325(declaratie, retour)

    def _prestatie(self, p: dict[str, Any], laatste: date) -> int:
        eigen = p["ProductReferentie"]["ReferentieNummer"]
        vorig = p["ProductReferentie"].get("VorigReferentieNummer")
        assert eigen not in self.prestaties  # TR314
        bedrag = int(p["IngediendBedrag"]["Bedrag"])
        assert bedrag == int(p["GeleverdVolume"]) * int(p.get("ProductTarief", 1))
        self.prestaties[eigen] = p
        if vorig:
            debet = self.prestaties[vorig]
            gelijk = {k: v for k, v in p.items() if k not in {"ProductReferentie", "IngediendBedrag"}}
            assert gelijk == {k: v for k, v in debet.items() if k not in {"ProductReferentie", "IngediendBedrag"}}
            assert (bedrag, p["IngediendBedrag"]["DebetCredit"]) == (int(debet["IngediendBedrag"]["Bedrag"]), "C")
            assert vorig not in self.teruggenomen | self.afgewezen  # TR323, TR390
            self.teruggenomen.add(vorig)
            self.bijzonder.add("credit")
            return -bedrag
        assert p["IngediendBedrag"]["DebetCredit"] == "D"
        t = self.toewijzingen[p["ToewijzingNummer"]]  # TR338
        assert t.get("RedenWijziging") not in VERWIJDERD
        product = t.get("Product", {})
        assert product.get("Categorie", p["ProductCategorie"]) == p["ProductCategorie"]  # TR339
        assert product.get("Code", p["ProductCode"]) == p["ProductCode"]  # TR340
        begin, einde = (dag(p["ProductPeriode"][k]) for k in ("Begindatum", "Einddatum"))
        assert begin == max(begin.replace(day=1), dag(t["Ingangsdatum"]))  # TR307, TR387
        maandeinde = (begin.replace(day=1) + timedelta(days=31)).replace(day=1) - DAG
        assert einde == min(maandeinde, eind(t) or maandeinde) <= laatste  # TR308, TR388
        assert [
            s
            for s, hoe in self.geleverd.items()
            if s[0] == p["ToewijzingNummer"] and hoe == "loopt" and dag(s[3]) <= einde
        ]
        zelfde_ = [
            r
            for r, q in self.prestaties.items()
            if r != eigen
            and "VorigReferentieNummer" not in q["ProductReferentie"]
            and all(q[k] == p[k] for k in ("ProductPeriode", "ProductCategorie", "ProductCode", "ToewijzingNummer"))
        ]
        assert set(zelfde_) <= self.teruggenomen | self.afgewezen  # TR389
        self._volume(p, t, (einde - begin).days + 1)
        return bedrag

    def _volume(self, p: dict[str, Any], t: dict[str, Any], dagen: int) -> None:
        volume = int(p["GeleverdVolume"])
        assert volume > 0
        geldig = [
            q
            for r, q in self.prestaties.items()
            if q["ToewijzingNummer"] == t["ToewijzingNummer"]
            and "VorigReferentieNummer" not in q["ProductReferentie"]
            and r not in self.teruggenomen | self.afgewezen
        ]
        if "Budget" in t:
            assert sum(int(q["IngediendBedrag"]["Bedrag"]) for q in geldig) <= int(t["Budget"])  # TR369
        if "Omvang" not in t:
            return
        omvang = t["Omvang"]
        keer = 1
        if omvang["Eenheid"] != p["Eenheid"]:
            assert (omvang["Eenheid"], p["Eenheid"]) == ("04", "01")  # TR341
            self.bijzonder.add("in minuten")
            keer = 60
        # IV077: at least the whole weeks count, by every reading.
        hoogste = int(omvang["Volume"]) * keer * {"1": dagen, "2": -(-dagen // 7), "4": 1, "6": 1}[omvang["Frequentie"]]
        assert volume <= hoogste  # TR321
        if omvang["Frequentie"] == "6":
            assert sum(int(q["GeleverdVolume"]) for q in geldig) <= int(omvang["Volume"]) * keer  # TR322

    def _325(self, declaratie: dict[str, Any], retour: Bericht) -> None:
        antwoord = retour.inhoud["DeclaratieAntwoord"]
        assert antwoord["DeclaratieNummer"] == declaratie["DeclaratieNummer"]  # TR376
        assert antwoord["TotaalIngediendBedrag"] == declaratie["TotaalIngediendBedrag"]
        if "Clienten" not in antwoord:
            assert antwoord["RetourCodes"] == {"RetourCode": ["8001"]}
            assert antwoord["TotaalToegekendBedrag"] == antwoord["TotaalIngediendBedrag"]
            return
        afgewezen = 0
        for p in antwoord["Clienten"]["Client"][0]["Prestaties"]["Prestatie"]:
            eigen = p["ProductReferentie"]["ReferentieNummer"]
            assert {k: v for k, v in p.items() if k != "RetourCodes"} == self.prestaties[eigen]  # TR366, TR367
            assert "ProductTarief" in p
            assert p["RetourCodes"]["RetourCode"] == ["0611"]
            self.afgewezen.add(eigen)
            afgewezen += int(p["IngediendBedrag"]["Bedrag"])
        assert (
            int(antwoord["TotaalToegekendBedrag"]["TotaalBedrag"])
            == int(antwoord["TotaalIngediendBedrag"]["TotaalBedrag"]) - afgewezen
        )
        self.bijzonder.add("prestatie afgewezen")
