"""Calendar months."""

from datetime import date, timedelta


def maand(dag: date, terug: int = 0) -> tuple[date, date]:
    """Return the first and last day of the month of a day, or of so many months before."""
    nummer = dag.year * 12 + dag.month - 1 - terug
    eerste = date(nummer // 12, nummer % 12 + 1, 1)
    return eerste, (eerste + timedelta(days=31)).replace(day=1) - timedelta(days=1)
