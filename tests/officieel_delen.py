"""Files such as a user may have of the standard, made here: schemas from those of the kit, and a rule sheet of our own."""

from pathlib import Path

from pytest_draaiboek.standaarden import laad_standaard

XS = "http://www.w3.org/2001/XMLSchema"
RAPPORT = "http://www.istandaarden.nl/validatie/1_1/rapport/schema"


def schrijf_schemas(
    map_: Path, *typen: str, versie: str = "3.1", standaard: str = "iwmo", vervang: tuple[tuple[str, str], ...] = ()
) -> Path:
    """Write the schemas of message types, and the basisschema that they import, under names of their own."""
    map_.mkdir(parents=True, exist_ok=True)
    release = laad_standaard(standaard).release(versie)
    for type_ in typen:
        basis, eigen = release.schemateksten(type_)
        for naam, tekst in (("basis", basis), (f"bericht-{type_[-3:]}", eigen)):
            anders = tekst
            for oud, nieuw in (('schemaLocation="basisschema.xsd"', 'schemaLocation="basis.xsd"'), *vervang):
                anders = anders.replace(oud, nieuw)
            (map_ / f"{naam}.xsd").write_text(f"<!-- een ander -->\n{anders}", encoding="utf-8")
    return map_


def blad(
    inhoud: str = "",
    *,
    versie: str = "3_1",
    attributen: str = "",
    boven: str = "",
    nummer: str = "305",
    fouten: str = "",
) -> str:
    """Return a rule sheet that reports; `inhoud` is what it does for each Bericht, `fouten` what it does in Fouten."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="{RAPPORT}"
  xmlns:m="http://www.istandaarden.nl/iwmo/{versie}/wmo{nummer}/schema" xmlns:exsl="http://exslt.org/common"
  xmlns:b="http://www.istandaarden.nl/iwmo/{versie}/basisschema/schema" {attributen}>
  {boven}
  <xsl:template match="/">{inhoud}
    <r:Rapport>
      <r:Header><r:BerichtCode><xsl:value-of select="*/m:Header/m:BerichtCode"/></r:BerichtCode></r:Header>
      <r:Fouten>{fouten}</r:Fouten>
    </r:Rapport>
  </xsl:template>
</xsl:stylesheet>
"""


def fout(code: str, test: str, plek: str = "", *, details: str = "", retourcode: str = "") -> str:
    """Return the part of a sheet that reports one rule when a condition holds on the Bericht."""
    delen = [f"<r:Code>{code}</r:Code>"]
    delen += [f"<r:Retourcode>{retourcode}</r:Retourcode>"] if retourcode else []
    delen += [f"<r:Locatie>{plek}</r:Locatie>"] if plek else []
    delen += [f"<r:Details>{details}</r:Details>"] if details else []
    return f'<xsl:if test="{test}"><r:Fout>{"".join(delen)}</r:Fout></xsl:if>'
