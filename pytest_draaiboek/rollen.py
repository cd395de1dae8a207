"""The roles that the kit brings along; which of them a draaiboek addresses, and which others, is data of that draaiboek."""

from enum import StrEnum


class Rol(StrEnum):
    """Who the system under test is in the message traffic.

    A draaiboek of one's own may know other roles: a system then gives the name of such a role as a plain text.
    """

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    KNOOPPUNT = "knooppunt"
    ZORGKANTOOR = "zorgkantoor"
