"""What several tests of systems in another process share."""

from datetime import timedelta

MOMENT = "2022-03-30T17:00:00+02:00"
# Which roles there are, and whether somebody in it must be able to send.
ROLLEN = {"gemeente": True, "aanbieder": True, "knooppunt": False}
RUIM = timedelta(seconds=20)
KRAP = timedelta(seconds=0.5)

# What the children of the tests begin with: `lees` brings the next question, `zeg` answers.
KINDKOP = """
import json, os, signal, subprocess, sys, time
sys.stdout.reconfigure(encoding="utf-8", newline="\\n")

def lees():
    regel = sys.stdin.readline()
    return json.loads(regel) if regel else sys.exit(0)

def zeg(vraag, **antwoord):
    print(json.dumps({"nr": vraag["nr"], **antwoord}), flush=True)

"""
