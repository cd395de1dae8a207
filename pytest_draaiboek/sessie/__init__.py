"""A pytest run with a draaiboek: settings, collection, fixtures, the course of the tests, and the verdict at the end."""

import pytest

from pytest_draaiboek.fouten import DraaiboekFout
from pytest_draaiboek.leesbaar import leesbaar
from pytest_draaiboek.sessie import fixtures, verloop, verzameling
from pytest_draaiboek.sessie.instellingen import lees_instellingen
from pytest_draaiboek.sessie.slot import Slot
from pytest_draaiboek.sessie.staat import STAAT, Staat
from pytest_draaiboek.sessie.verdeling import ROL, Verdeling
from pytest_draaiboek.sessie.voortgang import Voortgang
from pytest_draaiboek.systemen.doel import is_op_afstand


def begin(config: pytest.Config) -> None:
    """Set up a run with a draaiboek.

    Raises:
        pytest.UsageError: for settings that cannot be right, with what to do.

    """
    werker = getattr(config, "workerinput", None)
    try:
        staat = Staat(lees_instellingen(config), config.invocation_params.dir)
        config.add_cleanup(staat.sluit)
        staat.controleer(verdeelt=config.getoption("dist", "no") != "no", rol=werker.get(ROL) if werker else None)
    except DraaiboekFout as fout:
        raise pytest.UsageError(leesbaar(str(fout))) from fout
    config.stash[STAAT] = staat
    config.pluginmanager.register(fixtures, "draaiboek-fixtures")
    config.pluginmanager.register(verzameling, "draaiboek-verzameling")
    config.pluginmanager.register(verloop, "draaiboek-verloop")
    if is_op_afstand(staat.instellingen.systeem or ""):
        config.pluginmanager.register(Verdeling(config), "draaiboek-verdeling")
    if werker is None:
        config.pluginmanager.register(Slot(config, staat), "draaiboek-slot")
        config.pluginmanager.register(Voortgang(config, staat), "draaiboek-voortgang")
