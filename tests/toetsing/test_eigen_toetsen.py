"""The checks that a draaiboek of one's own can bind its eisen to: each lets a good system through, and finds what is wrong in another."""

from pathlib import Path

import pytest
from engels_delen import onvertaald, zinnen_van
from proef_delen import beproef_eis, draaiboek_met, eis

from pytest_draaiboek import Bericht, Opdracht, Stand, Status, Systeem, Uitkomst
from pytest_draaiboek.draaiboeken import Draaiboek
from pytest_draaiboek.fouten import OngeldigDraaiboek
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder, VoorbeeldGemeente, VoorbeeldKnooppunt
from pytest_draaiboek.toetsing.keuring import eis_toetsbaar, keur_eisen
from pytest_draaiboek.toetsing.toetsen.blokkade import weer_open
from pytest_draaiboek.toetsing.uitslag import Uitslag


def met(map_: Path, toets: str, mijlpaal: str, types: str, *, rol: str, ernst: str = "verplicht") -> Draaiboek:
    nummers = ", ".join(f'"{nr}"' for nr in types.split())
    meer = f'mijlpalen = ["{mijlpaal}"]\ntypes = [{nummers}]'
    return draaiboek_met(map_, eis(rol=rol, ernst=ernst, toets=toets, meer=meer))


def toets(draaiboek: Draaiboek, systeem: Systeem) -> list[Uitslag]:
    uitslagen = beproef_eis(draaiboek, systeem)
    assert onvertaald(zinnen_van(uitslagen)) == []
    return uitslagen


def soorten(uitslagen: list[Uitslag]) -> list[str]:
    return [str(uitslag.soort) for uitslag in uitslagen]


# A block

STOP_HEEN, STOP_RETOUR = "3.2.1", "3.2.2"


class Lekt(VoorbeeldAanbieder):
    """Sends in some version on one day of the freeze."""

    dag, in_versie = 1, "3.0"

    def verzendversie(self, nummer: str) -> str | None:
        nu = self.klok()
        if (nu.month, nu.day) == (4, self.dag):
            return self.in_versie
        return super().verzendversie(nummer)


class LektNieuw(Lekt):
    """The same in the new version."""

    in_versie = "3.1"


class LektMetSpoed(VoorbeeldAanbieder):
    """Lets through what is urgent."""

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        return Uitkomst(Status.AANVAARD, opdracht.als_bericht("3.0")) if opdracht.spoed else super().verzend(opdracht)


class SluitVroeg(VoorbeeldAanbieder):
    """Stops an hour early."""

    def verzendversie(self, nummer: str) -> str | None:
        nu = self.klok()
        return None if (nu.month, nu.day, nu.hour) == (3, 30, 16) else super().verzendversie(nummer)


class DoetNiets(VoorbeeldAanbieder):
    """Sends no 305 at all."""

    def verzendversie(self, nummer: str) -> str | None:
        return None if nummer == "305" else super().verzendversie(nummer)


@pytest.mark.parametrize(
    ("systeem", "mijlpaal", "types"),
    [
        (VoorbeeldAanbieder, STOP_HEEN, "305 307 323"),
        (VoorbeeldAanbieder, STOP_RETOUR, "302"),
        (VoorbeeldGemeente, STOP_RETOUR, "306 325"),
        (VoorbeeldKnooppunt, STOP_HEEN, "301 323"),
        (VoorbeeldKnooppunt, STOP_RETOUR, "302"),
    ],
)
def test_een_blokkade(tmp_path: Path, systeem: type[Systeem], mijlpaal: str, types: str) -> None:
    uitslagen = toets(met(tmp_path, "blokkade", mijlpaal, types, rol=str(systeem.rol)), systeem())
    assert soorten(uitslagen) == ["voldoet"] * len(types.split())


@pytest.mark.parametrize(
    ("systeem", "reden"),
    [
        (Lekt, "01-04-2022 17:00:00: verzend WMO305: verwacht niets, gezien WMO305 in 3.0"),
        (LektNieuw, "01-04-2022 17:00:00: verzend WMO305: verwacht niets, gezien WMO305 in 3.1"),
        (LektMetSpoed, "01-04-2022 17:00:00: verzend WMO305 met spoed: verwacht niets, gezien WMO305 in 3.0"),
        (SluitVroeg, "30-03-2022 16:59:59: verzend WMO305: verwacht WMO305 in 3.0, gezien niets"),
        (DoetNiets, "29-03-2022 17:00:00: verzend WMO305: verwacht WMO305 in 3.0, gezien niets"),
    ],
)
def test_een_blokkade_die_niet_houdt_of_te_veel(tmp_path: Path, systeem: type[Systeem], reden: str) -> None:
    (uitslag,) = toets(met(tmp_path, "blokkade", STOP_HEEN, "305", rol="aanbieder"), systeem())
    assert (str(uitslag.soort), uitslag.reden) == ("afwijking", reden)


def test_een_knooppunt_dat_lekt(tmp_path: Path) -> None:
    class Kiert(VoorbeeldKnooppunt):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            if self.klok().day == 3 and bericht.versie == "3.1":
                return Uitkomst(Status.AANVAARD, bericht)
            return super().ontvang(bericht)

    (uitslag,) = toets(met(tmp_path, "blokkade", STOP_HEEN, "301", rol="knooppunt"), Kiert())
    assert uitslag.reden == "03-04-2022 17:00:00: indienen WMO301 in 3.1: verwacht niets, gezien WMO301 in 3.1"


def test_wat_dan_niet_gaat_bewijst_pas_iets_als_het_later_wel_gaat(tmp_path: Path) -> None:
    class NooitMeer(VoorbeeldAanbieder):
        def verzendversie(self, nummer: str) -> str | None:
            return super().verzendversie(nummer) if self.klok().month < 4 else None

    (uitslag,) = toets(met(tmp_path, "blokkade", STOP_HEEN, "305", rol="aanbieder"), NooitMeer())
    assert str(uitslag.soort) == "niet getoetst"


def test_wanneer_iets_weer_opengaat(tmp_path: Path) -> None:
    draaiboek = met(tmp_path, "blokkade", STOP_HEEN, "305", rol="aanbieder")
    assert weer_open(draaiboek, "WMO305", draaiboek.mijlpaal(STOP_HEEN).moment) == draaiboek.live.moment
    assert weer_open(draaiboek, "WMO303", draaiboek.mijlpaal("3.3.3").moment) is None


def test_wat_nooit_meer_opengaat_wordt_weken_gevolgd(tmp_path: Path) -> None:
    (uitslag,) = toets(met(tmp_path, "blokkade", "3.3.3", "303", rol="knooppunt"), VoorbeeldKnooppunt())
    assert str(uitslag.soort) == "voldoet"
    assert f"{max(w.moment for w in uitslag.waarnemingen):%d-%m}" == "28-04"


# An agreement

AFSPRAAK = "3.1.1"


class GaatDoor(VoorbeeldAanbieder):
    """Does not keep to the agreement."""

    def verzendversie(self, nummer: str) -> str | None:
        return super().verzendversie("305" if nummer == "323" else nummer)


class Houdt323Vast(VoorbeeldAanbieder):
    """Sends no 323 before the agreement either."""

    def verzendversie(self, nummer: str) -> str | None:
        return None if nummer == "323" else super().verzendversie(nummer)


@pytest.mark.parametrize("ernst", ["verplicht", "procedureel", "informatief"])
def test_een_afspraak_weegt_als_afspraak_hoe_zwaar_de_eis_ook_is(tmp_path: Path, ernst: str) -> None:
    draaiboek = met(tmp_path, "procedureel", AFSPRAAK, "323", rol="aanbieder", ernst=ernst)
    assert soorten(toets(draaiboek, VoorbeeldAanbieder())) == ["voldoet"]
    (door,) = toets(draaiboek, GaatDoor())
    assert (str(door.soort), door.reden) == (
        "aandachtspunt",
        "23-03-2022 23:00:00: verzend WMO323: verwacht niets (afspraak), gezien WMO323 in 3.0",
    )
    (vast,) = toets(draaiboek, Houdt323Vast())
    assert (str(vast.soort), vast.reden) == (
        "aandachtspunt",
        "22-03-2022 23:00:00: verzend WMO323: verwacht WMO323 in 3.0, gezien niets",
    )


def test_een_knooppunt_houdt_zich_niet_aan_een_afspraak_van_partijen(tmp_path: Path) -> None:
    class Blokkeert(VoorbeeldKnooppunt):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            dicht = bericht.berichttype.endswith("323") and self.klok().day >= 23
            return Uitkomst(Status.GEWEIGERD, melding="Gestopt.") if dicht else super().ontvang(bericht)

    draaiboek = met(tmp_path, "procedureel", AFSPRAAK, "323", rol="knooppunt")
    assert soorten(toets(draaiboek, VoorbeeldKnooppunt())) == ["voldoet"]
    assert soorten(toets(draaiboek, Blokkeert())) == ["afwijking"]


# The end

EINDE = "3.2.2"


@pytest.mark.parametrize(
    ("systeem", "types", "gevallen"),
    [
        (VoorbeeldAanbieder, "301 302 305 323 325", ["WMO301", "WMO305", "WMO323"]),
        (VoorbeeldGemeente, "301 305 306 323", ["WMO301", "WMO305", "WMO323"]),
    ],
)
def test_een_eindstand(tmp_path: Path, systeem: type[Systeem], types: str, gevallen: list[str]) -> None:
    draaiboek = met(tmp_path, "eindstand", EINDE, types, rol=str(systeem.rol))
    uitslagen = toets(draaiboek, systeem())
    # A pair is one case, whichever half of it the eis names.
    assert soorten(uitslagen) == ["voldoet"] * len(gevallen)
    assert [w.verwacht for w in uitslagen[0].waarnemingen][-3:] == ["0 te verzenden", "0 ongelezen", "0 onbeantwoord"]
    assert all(w.handeling.startswith("2 keer ") for uitslag in uitslagen for w in uitslag.waarnemingen[:1])


class MetStand(VoorbeeldGemeente):
    """Says what it has in hand."""

    zegt = Stand(0, 0, 0)

    def stand(self) -> Stand:
        return self.zegt


@pytest.mark.parametrize(
    ("zegt", "reden"),
    [
        (Stand(1, 0, 0), "verwacht 0 te verzenden, gezien 1 te verzenden"),
        (Stand(0, 2, 0), "verwacht 0 ongelezen, gezien 2 ongelezen"),
        (Stand(0, 0, 3), "verwacht 0 onbeantwoord, gezien 3 onbeantwoord"),
    ],
)
def test_een_eindstand_met_resten(tmp_path: Path, zegt: Stand, reden: str) -> None:
    systeem = MetStand()
    systeem.zegt = zegt
    (uitslag,) = toets(met(tmp_path, "eindstand", EINDE, "305", rol="gemeente"), systeem)
    assert (str(uitslag.soort), uitslag.reden) == ("afwijking", f"31-03-2022 13:00:00: vraag de stand: {reden}")


def test_wat_weg_moest_gaat_voor_wat_het_systeem_van_zichzelf_zegt(tmp_path: Path) -> None:
    class ZegtMaar(MetStand):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            return Uitkomst(Status.AANVAARD, melding="Komt goed.")

        def verzend(self, opdracht: Opdracht) -> Uitkomst:
            return Uitkomst(Status.UITGESTELD, melding="Komt goed.")

    (uitslag,) = toets(met(tmp_path, "eindstand", EINDE, "315", rol="gemeente"), ZegtMaar())
    assert uitslag.reden == (
        "31-03-2022 13:00:00: 2 keer WMO315 aangenomen en afgehandeld: verwacht 2 keer WMO316 verzonden, gezien niets"
    )


def test_een_eindstand_zonder_verkeer_of_zonder_stand_is_niet_getoetst(tmp_path: Path) -> None:
    class Weigert(MetStand):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            return Uitkomst(Status.GEWEIGERD, melding="Nee.")

    class Zwijgt(VoorbeeldGemeente):
        def stand(self) -> Stand:
            return Systeem.stand(self)

    draaiboek = met(tmp_path, "eindstand", EINDE, "315", rol="gemeente")
    weigert, zwijgt = toets(draaiboek, Weigert())[0], toets(draaiboek, Zwijgt())[0]
    assert str(weigert.soort) == str(zwijgt.soort) == "niet getoetst"
    assert weigert.reden.startswith("de tegenproef van ")
    assert zwijgt.reden.startswith("het systeem ondersteunt stand niet: ")


def test_een_knooppunt_heeft_aan_het_eind_niets_liggen(tmp_path: Path) -> None:
    class MetResten(VoorbeeldKnooppunt):
        def stand(self) -> Stand:
            return Stand(0, 0, 0)

    class Houdt(MetResten):
        def ontvang(self, bericht: Bericht) -> Uitkomst:
            return Uitkomst(Status.AANVAARD) if bericht.is_retour else super().ontvang(bericht)

    draaiboek = met(tmp_path, "eindstand", EINDE, "305", rol="knooppunt")
    assert soorten(toets(draaiboek, MetResten())) == ["voldoet"]
    assert toets(draaiboek, Houdt())[0].reden.endswith("verwacht 2 keer WMO306 verzonden, gezien niets")


# What these ask of a draaiboek


@pytest.mark.parametrize(
    ("toetsnaam", "mijlpaal", "types", "gevonden"),
    [
        ("blokkade", "3.1.1", "305", "de toets 'blokkade' begint waar WMO305 in 3.0 geblokkeerd wordt; mijlpaal 3.1.1 is dat niet, het is 2022-03-30 17:00"),
        ("procedureel", "3.1.2", "305", "de toets 'procedureel' begint waar WMO305 in 3.0 afgeraden wordt; mijlpaal 3.1.2 is dat niet, het is nergens"),
    ],
)  # fmt: skip
def test_een_mijlpaal_waar_de_kalender_iets_anders_zegt(
    tmp_path: Path, toetsnaam: str, mijlpaal: str, types: str, gevonden: str
) -> None:
    (gebrek,) = keur_eisen(met(tmp_path, toetsnaam, mijlpaal, types, rol="aanbieder"))
    assert (gebrek.eis, gebrek.veld, gebrek.gevonden) == ("X-1", "mijlpalen", gevonden)
    assert gebrek.raad == "noem de mijlpaal van het venster, pas het venster aan, of noem andere types"


@pytest.mark.parametrize("toetsnaam", ["blokkade", "procedureel", "eindstand"])
def test_zonder_mijlpaal(tmp_path: Path, toetsnaam: str) -> None:
    draaiboek = draaiboek_met(tmp_path, eis(rol="aanbieder", toets=toetsnaam, meer='types = ["323"]'))
    assert [gebrek.veld for gebrek in keur_eisen(draaiboek)] == ["mijlpalen"]
    with pytest.raises(
        OngeldigDraaiboek, match=rf"eis X-1\.mijlpalen: de toets '{toetsnaam}' loopt om minstens 1 mijlpaal"
    ):
        eis_toetsbaar(draaiboek)
