"""A question to a system in another process as it goes over the line, for what the contract itself would never ask."""

from datetime import datetime
from typing import Any

import msgspec

from pytest_draaiboek.klok import ZONE
from pytest_draaiboek.systemen.afstand.antwoord import lees_antwoord
from pytest_draaiboek.systemen.afstand.systeem import SysteemOpAfstand
from pytest_draaiboek.systemen.afstand.vormen import Verb


def vraag_rauw(systeem: SysteemOpAfstand, verb: Verb, inhoud: Any) -> Any:
    """Ask a verb now, and return the answer by its shape.

    Args:
        systeem: in another process.
        verb: need not be one that there is.
        inhoud: the question, to be written as JSON.

    Raises:
        NietOndersteund: when the system says that it does not have the verb.
        AdapterFout: for what is no answer.
        OnbereikbaarSysteem: when the system is not there, or does not answer in time.

    """
    antwoord = systeem.lijn.vraag(verb, datetime.now(ZONE).isoformat(), msgspec.json.encode(inhoud))
    return lees_antwoord(verb, antwoord, systeem.lijn.naar)
