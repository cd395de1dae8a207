"""What several tests of messages need."""

from pytest_draaiboek.berichten import Bericht, Berichten

IWMO = Berichten()


def bericht(berichttype: str = "WMO305", versie: str = "3.1", zaad: int = 1) -> Bericht:
    return IWMO.maak(berichttype, versie, zaad=zaad)


def anders(origineel: Bericht, oud: str, nieuw: str) -> Bericht:
    """Return a message with one text in it replaced by another."""
    xml = origineel.xml.decode()
    assert oud in xml
    return Bericht.lees(xml.replace(oud, nieuw, 1).encode())
