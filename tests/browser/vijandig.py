"""A system that says whatever could break out of a page."""

import re

from pytest_draaiboek import Bericht, Opdracht, Uitkomst
from pytest_draaiboek.systemen.voorbeelden import VoorbeeldAanbieder

MERK = "__geraakt"
"""What every hostile text sets in the window when it comes to run."""

LEK = "lek"
"""The id of the element that they make when they get out of theirs."""

GIFTEN = (
    f"</script><script>window.{MERK} = 1</script>",
    f'<img src="x" onerror="window.{MERK} = 1">',
    f'"><svg onload="window.{MERK} = 1"></svg>',
    f"' autofocus onfocus='window.{MERK} = 1' x='",
    f'" autofocus onfocus="window.{MERK} = 1" style="position:fixed;inset:0" x="',
    f'--></title></style></textarea></template></details></td></tr></table></section></main><h2 id="{LEK}">lek</h2>',
    f']]><h2 id="{LEK}">lek</h2><![CDATA[',
    f"{{{{ 7 * 191 }}}}{{% raw %}}${{window.{MERK} = 1}}&lt;b&gt;&#60;",
    f"javascript:window.{MERK}=1",
    "\u202egekeerd\u2066\u2067",
    "\x00\x01\x0b\x1b[31m\x7f\x85\u2028\ufeff\ufffe\U0001f468\u200d\U0001f467",
    "onafbreekbaar" * 60,
)
GIF = " ".join(GIFTEN)
VEEL = "veel " * 200_000


class Vijandig(VoorbeeldAanbieder):
    """Behaves, but for what it says, and for what is in its messages; some of those are no messages at all."""

    naam = f"Pakket {GIF}"
    versie = f"1.0 {GIF}"

    def __init__(self) -> None:
        self.gezegd = 0
        super().__init__()

    def verzend(self, opdracht: Opdracht) -> Uitkomst:
        uitkomst = super().verzend(opdracht)
        if not uitkomst.berichten:
            self.gezegd += 1
            return Uitkomst(uitkomst.status, code=GIF, melding=VEEL if self.gezegd == 3 else GIF)
        match opdracht.berichttype[-3:]:
            case "315":
                raise RuntimeError(GIF)
            case "317":
                return Uitkomst(uitkomst.status, f"{GIF}", GIF, GIF)
            case "307":
                (bericht,) = uitkomst.berichten
                return Uitkomst(uitkomst.status, bericht.xml.decode().encode("utf-16"), GIF, GIF)
            case _:
                return Uitkomst(uitkomst.status, [_opgesmukt(b) for b in uitkomst.berichten], GIF, GIF)


def _opgesmukt(bericht: Bericht) -> bytes:
    """The same message, with a comment, a CDATA section and an instruction in it that say all that XML allows."""
    mag = "".join(teken for teken in GIF if teken >= " " and teken not in "\x7f\x85\ufffe")
    erbij = f"<!--{mag.replace('--', '- -')}--><?draaiboek {mag.replace('?>', '')}?>"
    ingepakt = re.sub(r">([^<>]+)</", r"><![CDATA[\1]]></", bericht.xml.decode(), count=1)
    return f"{ingepakt}{erbij}\r\n".encode()
