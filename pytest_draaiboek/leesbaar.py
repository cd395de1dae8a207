"""What somebody else wrote, made fit to be shown: a system under test never steers a terminal, and never adds a line to what the kit says."""


def leesbaar(tekst: str) -> str:
    r"""Return a text of several lines with everything that is not to be seen written out, such as ``\x1b`` for an escape; line ends stay."""
    if tekst.isprintable():
        return tekst
    regels = tekst.replace("\r\n", "\n").split("\n")
    if not "".join(regels).isprintable():
        regels = [_zichtbaar(regel.expandtabs()) for regel in regels]
    return "\n".join(regels)


def in_een_regel(tekst: str) -> str:
    """Return a text as one line, with everything that is not to be seen written out; a line end or a tab becomes a space."""
    if tekst.isprintable():
        return tekst
    return _zichtbaar(" ".join(tekst.split()))


def _zichtbaar(regel: str) -> str:
    if regel.isprintable():
        return regel
    return "".join(teken if teken.isprintable() else _ontsnapt(teken) for teken in regel)


def _ontsnapt(teken: str) -> str:
    # A space of another width is a space; the rest may move the cursor, turn the text around, or hide.
    return " " if teken.isspace() and ord(teken) > 0x1F else teken.encode("unicode_escape").decode("ascii")
