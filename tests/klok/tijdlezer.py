"""Reads the clock in every way a system under test may, by names that it imported before anything was frozen."""

import datetime as dt
import time
from datetime import UTC, date, datetime
from time import gmtime, localtime, strftime
from time import time as nu
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")


def afwijkingen(moment: datetime) -> list[str]:
    """Return what in this process tells another time than this instant."""
    lokaal, utc = moment.astimezone(ZONE), moment.astimezone(UTC)
    naief, stempel = lokaal.replace(tzinfo=None), moment.timestamp()
    uur = (lokaal.year, lokaal.month, lokaal.day, lokaal.hour, lokaal.minute, lokaal.second)
    zomer = int(bool(lokaal.dst()))
    gelezen = {
        "dt.datetime.now()": (dt.datetime.now(), naief),
        "datetime.now()": (datetime.now(), naief),
        "datetime.today()": (datetime.today(), naief),
        "datetime.now(ZONE)": (str(datetime.now(ZONE)), str(lokaal)),
        "datetime.now(UTC)": (str(datetime.now(UTC)), str(utc)),
        "datetime.now().astimezone()": (datetime.now().astimezone().isoformat(), lokaal.isoformat()),
        "datetime.now().astimezone(UTC)": (str(datetime.now().astimezone(UTC)), str(utc)),
        "datetime.now().timestamp()": (round(datetime.now().timestamp(), 6), stempel),
        "datetime.fromtimestamp(time())": (datetime.fromtimestamp(nu()), naief),
        "datetime.fromtimestamp(time(), UTC)": (datetime.fromtimestamp(nu(), UTC), utc),
        "date.today()": (date.today(), lokaal.date()),
        "dt.date.today()": (dt.date.today(), lokaal.date()),
        "date.fromtimestamp(time())": (date.fromtimestamp(nu()), lokaal.date()),
        "time.time()": (round(time.time(), 6), stempel),
        "time()": (round(nu(), 6), stempel),
        "time.time_ns()": (time.time_ns() // 10**9, int(stempel)),
        "localtime()": (tuple(localtime()[:6]), uur),
        "localtime().tm_isdst": (time.localtime().tm_isdst, zomer),
        "localtime(time())": (tuple(localtime(nu())[:6]), uur),
        "gmtime()": (tuple(gmtime()[:6]), tuple(utc.timetuple()[:6])),
        "strftime": (strftime("%Y-%m-%d %H:%M:%S"), f"{lokaal:%Y-%m-%d %H:%M:%S}"),
        "strftime %z": (strftime("%z"), f"{lokaal:%z}"),
    }
    return [f"{wat} zegt {gevonden}, niet {goed}" for wat, (gevonden, goed) in gelezen.items() if gevonden != goed]


def utcnow() -> datetime:
    """The deprecated way, which many systems still have."""
    return datetime.utcnow()
