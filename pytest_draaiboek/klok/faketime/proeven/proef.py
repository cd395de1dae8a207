"""Tells the time of a Python process, and whether its timers and sleeps still work; the Node and Java programs beside it do the same.

On every line of stdin one line of stdout. klok: the seconds since 1970, the same from local time, and the local time itself;
timer: "timer", from a timer of 100 ms; slaap: "slaap", after sleeping for 100 ms.
"""

import asyncio
import sys
import threading
import time
from datetime import datetime

for regel in sys.stdin:
    vraag = regel.strip()
    if vraag == "klok":
        lokaal = datetime.now()  # noqa: DTZ005 - local time is what is asked
        print(int(time.time()), int(lokaal.timestamp()), lokaal.isoformat(timespec="seconds"), flush=True)
    elif vraag == "timer":
        threading.Timer(0.1, print, ["timer"], {"flush": True}).start()
    elif vraag == "slaap":
        time.sleep(0.05)
        asyncio.run(asyncio.sleep(0.05))
        print("slaap", flush=True)
