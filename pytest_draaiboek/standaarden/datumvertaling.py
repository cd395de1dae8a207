"""Days moved by days and months, said in XPath 1.0 as numbers yyyymmdd; each with when that is right, since not every day can be said."""

_MAANDEN = 12
# Days of which the year has four digits, and February is as long as the year being a multiple of four says.
_EEUWEN = "(starts-with({dag},'20') or (starts-with({dag},'19') and not(starts-with({dag},'1900'))))"
_VORM = "string-length({dag})=10 and " + _EEUWEN
_LENGTEN = "312831303130313130313031"
_MEESTE_DAGEN = 28
_MEESTE_JAREN = 500


def plus_dagen(dag: str, aantal: int) -> tuple[str, str] | None:
    """Return a day so many days later, and when that is right; None for so many that it can't be said.

    Args:
        dag: XPath of a date as jjjj-mm-dd.
        aantal: of days.

    """
    if not 0 <= aantal <= _MEESTE_DAGEN:
        return None
    jaar, maand, nummer = (f"substring({dag},{plek})" for plek in ("1,4", "6,2", "9,2"))
    lengte = f"(substring('{_LENGTEN}',2*{maand} - 1,2)+({maand}=2 and {jaar} mod 4=0))"
    over = f"({nummer}+{aantal} > {lengte})*(100 - {lengte}+8800*({maand}=12))"
    return f"(translate({dag},'-','')+{aantal}+{over})", _VORM.format(dag=dag)


def plus_maanden(dag: str, aantal: int) -> tuple[str, str] | None:
    """Return a day so many months later, and when that is right: not for a day that some month doesn't have.

    Args:
        dag: XPath of a date as jjjj-mm-dd.
        aantal: of months; negative for earlier.

    """
    jaren, maanden = divmod(aantal, _MAANDEN)
    if abs(jaren) > _MEESTE_JAREN:
        return None
    verschil = 10_000 * jaren + 100 * maanden
    over = f"+8800*(substring({dag},6,2) > {_MAANDEN - maanden})" if maanden else ""
    zeker = f"substring({dag},9,2) <= {_MEESTE_DAGEN}" if maanden else f"not(substring({dag},6)='02-29')"
    return f"(translate({dag},'-','') + {verschil}{over})", f"({zeker} and {_VORM.format(dag=dag)})"
