"""Every error of the kit: one base class, and leaves that also are the matching builtin.

A message says what was found, what was expected, where, and what to do. The four kinds of trouble in a run are kept apart by
class: `AdapterFout` (the supplier's adapter), `OnbereikbaarSysteem` (the system is gone), `KitFout` (a fault of ours), and a
deviation of the system, which is no exception at all but an observation in the verdict.
"""


class DraaiboekFout(Exception):
    """Base of all errors that pytest-draaiboek raises on purpose."""


class OngeldigBericht(DraaiboekFout, ValueError):
    """Bytes that are not a readable iStandaard message; the text names the line and the reason.

    Args:
        verzonden: the bytes of all that left a system at once, this among them, where that is evidence; else empty.

    """

    verzonden: tuple[bytes, ...] = ()


class OnbekendeRelease(DraaiboekFout, LookupError):
    """A standard or release for which the kit has no schemas."""


class OnbekendBerichttype(DraaiboekFout, LookupError):
    """A message type or version that the draaiboek or the standard in hand does not know."""


class OnbekendElement(DraaiboekFout, LookupError):
    """An element name that does not occur in a message, or not at that place."""


class OnbekendeCasus(DraaiboekFout, LookupError):
    """A casus that the kit does not have."""


class OngeldigDraaiboek(DraaiboekFout, ValueError):
    """A draaiboek file that contradicts itself; the text names file, key and remedy."""


class OngeldigSchema(DraaiboekFout, ValueError):
    """A schema of a user's own that the kit cannot work with; the text names file, line and remedy."""


class OnbekendDraaiboek(DraaiboekFout, LookupError):
    """A draaiboek name that the kit does not have."""


class OnbekendeMijlpaal(DraaiboekFout, LookupError):
    """A milestone number that the draaiboek does not have."""


class OnbekendeEis(DraaiboekFout, LookupError):
    """An eis that the draaiboek does not have."""


class NaiefTijdstip(DraaiboekFout, ValueError):
    """A datetime without a zone, where only an aware one says which instant is meant."""


class OngeldigeInstelling(DraaiboekFout, ValueError):
    """A wrong option, ini value or settings file; shown as a usage error."""


class OnveiligeZip(DraaiboekFout, ValueError):
    """A zip with something in it that no bundle of evidence has; nothing of it is believed."""


class KlokFout(DraaiboekFout, RuntimeError):
    """The clock cannot be frozen, or somebody else froze it too."""


class NietOndersteund(DraaiboekFout, NotImplementedError):
    """Raised by an adapter for a verb it does not have: the cases that need it become *niet getoetst*, never passed.

    It is a NotImplementedError too, as every error here is also the builtin that it resembles.
    """


class AdapterFout(DraaiboekFout, RuntimeError):
    """The supplier's adapter raised or returned something outside the contract."""


class AdapterBrakAf(AdapterFout):
    """The supplier's adapter, or what is behind it, broke off in a verb where an answer was due."""


class OnbereikbaarSysteem(AdapterFout, ConnectionError):
    """The adapter can no longer reach the system it drives."""


class KitFout(DraaiboekFout, RuntimeError):
    """A fault of the kit itself, such as a message of ours that does not pass our own check."""
