"""Passes for the probe in a runtime under libfaketime: reads the moment itself, and does wrong what its argument says."""

import os
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

fout = sys.argv[1]
bestand = Path(os.environ.get("FAKETIME_TIMESTAMP_FILE", "/nergens"))
begin = bestand.read_text(encoding="ascii") if bestand.exists() else "0"
if fout == "stopt meteen":
    sys.exit("geen zin in")
timers = 0
for vraag in sys.stdin:
    if vraag == "klok\n":
        tekst = begin if fout == "beweegt niet" else bestand.read_text(encoding="ascii")
        nu = int(time.time() if fout == "echte tijd" else float(tekst))
        lokaal = datetime.fromtimestamp(nu, ZoneInfo("UTC" if fout == "andere zone" else "Europe/Amsterdam"))
        if fout != "zwijgt":
            print(nu, nu - (3600 if fout == "stempel scheef" else 0), f"{lokaal:%Y-%m-%dT%H:%M:%S}", flush=True)
    elif vraag == "timer\n":
        timers += 1
        te_vroeg = fout == "timer meteen" or (fout == "timer soms meteen" and timers > 1)
        duur = 60.0 if fout == "timer blijft uit" else 0.0 if te_vroeg else 0.1
        wekker = threading.Timer(duur, print, ["timer"], {"flush": True})
        wekker.daemon = True
        wekker.start()
    else:
        if fout == "slaap faalt":
            raise OSError(22, "Invalid argument")
        time.sleep({"slaapt door": 60.0, "slaapt niet": 0.0}.get(fout, 0.1))
        print("slaap", flush=True)
