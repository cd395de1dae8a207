"""A run of the recipe for GitHub Actions, as far as that can be without GitHub: its steps in order, with what the actions do to files."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pijplijn import TAK, Loop, Machine, lees_recept, vul_in

RECEPT = "github-actions.yml"
PLAATS = ".github/workflows/zelftoets.yml"
UITDRUKKING = r"\$\{\{ ([\w.]+) \}\}"


class Github:
    """The repository with its caches.

    Args:
        map_: a new folder.

    """

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.recept = lees_recept(RECEPT)
        self.caches: dict[str, Path] = {}
        self.loop = 0

    def draai(self, project: Path, variabelen: Mapping[str, str], tak: str = TAK) -> Loop:
        """Run the workflow for a commit on a branch."""
        self.loop += 1
        hier = self.map / str(self.loop)
        toets = _Job(self, hier / "toets", project, self.recept["env"] | variabelen, tak)
        geslaagd = toets.draai(self.recept["jobs"]["toets"])
        bewaard = toets.artefacten / "zelftoets-linux"
        uitvoer, site = toets.machine.uitvoer, None
        pages = self.recept["jobs"]["pages"]
        assert (pages["needs"], pages["if"]) == ("toets", "${{ !cancelled() && github.ref == 'refs/heads/main' }}")
        if tak == "main":
            job = _Job(self, hier / "pages", None, {}, tak, artefacten=toets.artefacten)
            geslaagd &= job.draai(pages)
            uitvoer += job.machine.uitvoer
            site = job.site
        samenvatting = toets.samenvatting.read_text(encoding="utf-8") if toets.samenvatting.exists() else ""
        return Loop(geslaagd, f"{uitvoer}{samenvatting}", bewaard if bewaard.exists() else None, site)


class _Job:
    def __init__(
        self,
        github: Github,
        map_: Path,
        project: Path | None,
        omgeving: Mapping[str, str],
        tak: str,
        artefacten: Path | None = None,
    ) -> None:
        self.github = github
        self.artefacten = artefacten or map_ / "artefacten"
        self.samenvatting = map_ / "samenvatting.md"
        map_.mkdir(parents=True)
        leeg = map_ / "leeg"
        leeg.mkdir()
        self.machine = Machine(map_, project or leeg, {**omgeving, "GITHUB_STEP_SUMMARY": str(self.samenvatting)})
        self.ref = f"refs/heads/{tak}"
        self.site: Path | None = None
        self.gefaald = False
        self.uitkomsten: dict[str, str] = {}

    def draai(self, job: Mapping[str, Any]) -> bool:
        """Go through the steps; return whether none failed."""
        for stap in job["steps"]:
            if not self.mag(stap.get("if", "success()")):
                uitkomst = "skipped"
            elif self.doe(stap):
                uitkomst = "success"
            else:
                uitkomst, self.gefaald = "failure", True
            self.uitkomsten[stap.get("id", "")] = uitkomst
        return not self.gefaald

    def mag(self, voorwaarde: str) -> bool:
        """Whether a step runs; a condition that is not known here is a KeyError."""
        bouwt = bool(self.machine.omgeving.get("DOTNET_PROJECT"))
        er_is = {naam: (self.machine.werk / f"zelftoets/{naam}.json").exists() for naam in ("badge", "resultaat")}
        return {
            "success()": not self.gefaald,
            "env.DOTNET_PROJECT != ''": bouwt and not self.gefaald,
            "${{ !cancelled() }}": True,
            "${{ !cancelled() && hashFiles('zelftoets/badge.json') != '' }}": er_is["badge"],
            "${{ !cancelled() && hashFiles('zelftoets/resultaat.json') != '' }}": er_is["resultaat"],
            "${{ !cancelled() && steps.vergelijk.outcome == 'success' && github.ref == 'refs/heads/main' }}": (
                self.uitkomsten.get("vergelijk") == "success" and self.ref == "refs/heads/main"
            ),
        }[voorwaarde]

    def doe(self, stap: Mapping[str, Any]) -> bool:
        """Do one step; return whether it went well."""
        if "run" in stap:
            return self.machine.voer_uit(stap["run"])
        waarden = {"matrix.naam": "linux", "github.run_id": str(self.github.loop), "github.run_attempt": "1"}
        met = {naam: vul_in(str(waarde), waarden, UITDRUKKING) for naam, waarde in stap.get("with", {}).items()}
        return self.actie(stap["uses"].split("@")[0], met)

    def actie(self, naam: str, met: Mapping[str, str]) -> bool:
        """Do what an action does to files; return whether it went well."""
        werk, caches = self.machine.werk, self.github.caches
        match naam:
            case "actions/checkout" | "actions/setup-dotnet" | "actions/configure-pages":
                return True
            case "actions/setup-python":
                return met["cache-dependency-path"] == PLAATS
            case "actions/upload-artifact":
                # A folder becomes an artifact without its own name.
                if (werk / met["path"]).is_dir():
                    shutil.copytree(werk / met["path"], self.artefacten / met["name"])
                return (werk / met["path"]).is_dir()
            case "actions/download-artifact":
                bron = self.artefacten / met["name"]
                if bron.exists():
                    shutil.copytree(bron, werk / met["path"])
                return bron.exists()
            case "actions/cache/restore":
                passend = [k for k in reversed(caches) if k == met["key"] or k.startswith(met["restore-keys"])]
                if passend:
                    shutil.copytree(caches[passend[0]], werk / met["path"])
                return True
            case "actions/cache/save":
                caches[met["key"]] = werk / met["path"]
                return (werk / met["path"]).is_dir()
            case "actions/upload-pages-artifact":
                self.site = werk / met["path"]
                return self.site.is_dir()
            case "actions/deploy-pages":
                return self.site is not None
            case _:
                raise KeyError(naam)
