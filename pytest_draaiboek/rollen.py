"""The roles in the chain; which of them a draaiboek addresses is data of that draaiboek."""

from enum import StrEnum


class Rol(StrEnum):
    """Who the system under test is in the message traffic."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    KNOOPPUNT = "knooppunt"
