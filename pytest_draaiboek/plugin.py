"""The pytest plugin: options, markers and the hand-over; the rest of the kit is imported only when ``--draaiboek`` is given."""

from types import ModuleType

import pytest

ALLEEN_MET_DRAAIBOEK = "niet getoetst zonder draaiboek. Geef --draaiboek=NAAM; het commando draaiboek lijst noemt ze."

FIXTURES = (
    "draaiboek",
    "draaiboek_berichten",
    "draaiboek_gegevens",
    "draaiboek_klok",
    "draaiboek_knooppunt",
    "draaiboek_rol",
    "draaiboek_systeem",
    "mijlpaal",
)

# Each option has an ini twin of the same name with underscores: (name, placeholder or None for a switch, help).
OPTIES: tuple[tuple[str, str | None, str], ...] = (
    (
        "draaiboek",
        "NAAM|PAD[,…]",
        "toets volgens dit draaiboek (het commando draaiboek lijst noemt ze), of volgens een eigen bestand (.toml)",
    ),
    (
        "draaiboek-systeem",
        "DOEL",
        "het te toetsen systeem: module:naam, http://adres, proces:OPDRACHT of voorbeeld:NAAM; anders de fixture draaiboek_systeem",
    ),
    ("draaiboek-start", "OPDRACHT", "start hiermee eerst het systeem achter het adres; {poort} wordt een vrije poort"),
    ("draaiboek-tijdslimiet", "DUUR", "zo lang mag een systeem in een ander proces over een verb doen; standaard 30s"),
    ("draaiboek-openbaar", None, "het adres van het systeem mag een openbaar adres zijn"),
    (
        "draaiboek-rol",
        "ROL",
        "de rol van het systeem, een van die van het draaiboek (draaiboek toon NAAM noemt ze); nodig als het systeem hem te laat zegt",
    ),
    (
        "draaiboek-onderdeel",
        "NAAM[,…]",
        "wat er getoetst wordt: kalender, techniek (berichten die een regel breken), of beide (standaard)",
    ),
    (
        "draaiboek-rapport",
        "MAP",
        "schrijf resultaat, rapport en badge in deze map (resultaat.json, rapport.html, badge.svg)",
    ),
    (
        "draaiboek-taal",
        "TAAL",
        "de taal van het rapport: nl (standaard) of en; de terminal en de fouten blijven Nederlands",
    ),
    ("draaiboek-xsd", "MAP", "map met officiële schema's (*.xsd): ze doen mee bij wat het systeem verzendt"),
    (
        "draaiboek-xslt",
        "PAD",
        "officieel regelblad (XSLT), of een map ermee: het doet mee bij wat het systeem verzendt",
    ),
    ("draaiboek-zaad", "GETAL", "varieer de cliënten en berichten; hetzelfde zaad geeft dezelfde berichten"),
    ("draaiboek-streng", None, "laat ook afwijkingen van afspraken (aandachtspunten) falen"),
    ("draaiboek-marge", "DUUR", "het systeem sluit met opzet zoveel eerder, bijvoorbeeld 15m"),
    (
        "draaiboek-uitstel",
        "DUUR|PAD",
        "de nieuwe versie gaat zoveel later live, bijvoorbeeld 24h, of een TOML-bestand met de verzette mijlpalen; het systeem hoort dat met het verb stel_uit",
    ),
    (
        "draaiboek-klok",
        "NAAM",
        "waarmee de klok stilgezet wordt: freezegun (standaard) of time-machine; faketime voor die van een proces dat zijn klok niet zelf zet",
    ),
    ("draaiboek-bekend", "PAD", "TOML-bestand met bekende afwijkingen: ze falen niet, maar tellen wel in het oordeel"),
    (
        "draaiboek-attest",
        "PAD",
        "TOML-bestand met getekende verklaringen over eisen die geen bericht kan bewijzen (draaiboek attest maakt het formulier)",
    ),
    ("draaiboek-alleen-fixtures", None, "alleen de eigen tests, zonder de ingebouwde toets en zonder oordeel"),
)

DIAGNOSE = "draaiboek-diagnose"

# What belongs in a file and not on a command line.
INIWAARDEN = (
    ("draaiboek_gegevens", "TOML-bestand met de codes die het systeem kent"),
    ("draaiboek_http_ca", "PEM-bestand met de certificaten die bij https vertrouwd worden"),
    ("draaiboek_http_token", "bearer-token voor het systeem; env:NAAM leest het uit de omgeving"),
    ("draaiboek_http_certificaat", "PEM-bestand met het certificaat waarmee de kit zich bij het systeem bekendmaakt"),
    ("draaiboek_http_sleutel", "PEM-bestand met de sleutel daarvan, als die niet in hetzelfde bestand staat"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, and an ini twin for each."""
    groep = parser.getgroup("draaiboek", "zelftoets volgens een landelijk draaiboek")
    for naam, plek, uitleg in OPTIES:
        if plek is None:
            groep.addoption(f"--{naam}", action="store_true", default=None, help=uitleg)
            parser.addini(naam.replace("-", "_"), uitleg, type="bool", default=None)
        else:
            groep.addoption(f"--{naam}", metavar=plek, default=None, help=uitleg)
            parser.addini(naam.replace("-", "_"), uitleg, default=None)
    for naam, uitleg in INIWAARDEN:
        parser.addini(naam, uitleg, default=None)
    # Something to do now, and no setting: it has no twin.
    groep.addoption(
        f"--{DIAGNOSE}",
        action="store_true",
        help="toets niets, maar zeg wat er aan het systeem ontbreekt om te toetsen (draaiboek diagnose)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Diagnose, when that is asked, in place of a run: no session begins, so what the settings would have it do stays undone."""
    if not config.getoption(DIAGNOSE.replace("-", "_")):
        return None
    from pytest_draaiboek.sessie.diagnosticeren import diagnosticeer

    return diagnosticeer(config)


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers, and hand over when a draaiboek is asked for."""
    config.addinivalue_line(
        "markers", "eis(id): deze test is bewijs voor die eis van het draaiboek, bijvoorbeeld eis('3.1.2')"
    )
    config.addinivalue_line(
        "markers",
        "mijlpaal(nr, verschuiving='0s'): zet de klok stil op die mijlpaal, bijvoorbeeld mijlpaal('3.2.1', verschuiving='-1s')",
    )
    if config.getoption("draaiboek") or config.getini("draaiboek"):
        from pytest_draaiboek.sessie import begin

        begin(config)
    else:
        config.pluginmanager.register(_afwezig(), "draaiboek-afwezig")


def _afwezig() -> ModuleType:
    """Return what stands in for the kit in a run without a draaiboek: tests that ask for it are skipped, and say why."""
    module = ModuleType("draaiboek_afwezig")

    def sla_over() -> None:
        pytest.skip(ALLEEN_MET_DRAAIBOEK)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(item: pytest.Item) -> None:
        if item.get_closest_marker("mijlpaal"):
            sla_over()

    # A module, since pytest takes the functions of an object for methods.
    vars(module)["pytest_runtest_setup"] = pytest_runtest_setup
    for naam in FIXTURES:
        vars(module)[naam] = pytest.fixture(scope="session", name=naam)(sla_over)
    return module
