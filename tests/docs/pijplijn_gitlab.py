"""A run of the recipe for GitLab CI, as far as that can be without GitLab: its jobs in order, with their caches and artifacts."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pijplijn import TAK, Loop, Machine, lees_recept

RECEPT = "gitlab-ci.yml"
VASTE_NAMEN = {"stages", "variables"}


class Gitlab:
    """The project with its caches.

    Args:
        map_: a new folder.

    """

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.recept = lees_recept(RECEPT)
        self.caches: dict[str, Path] = {}
        self.loop = 0

    def draai(self, project: Path, variabelen: Mapping[str, str], tak: str = TAK) -> Loop:
        """Run the pipeline for a commit on a branch."""
        self.loop += 1
        uitvoer, geslaagd, artefacten = "", True, {}
        jobs = {naam: job for naam, job in self.recept.items() if naam not in VASTE_NAMEN}
        for naam in sorted(jobs, key=lambda naam: self.recept["stages"].index(jobs[naam]["stage"])):
            job = jobs[naam]
            gestart = self._mag(job, project, tak, geslaagd=geslaagd)
            if not gestart:
                continue
            goed, tekst, meegenomen = self._draai_job(naam, job, project, variabelen, tak, artefacten)
            geslaagd &= goed
            uitvoer += tekst
            if meegenomen:
                artefacten[naam] = meegenomen
        site = artefacten.get("pages")
        bewaard = artefacten.get("zelftoets")
        return Loop(geslaagd, uitvoer, bewaard / "zelftoets" if bewaard else None, site / "public" if site else None)

    def _mag(self, job: Mapping[str, Any], project: Path, tak: str, *, geslaagd: bool) -> bool:
        """Whether a job runs; a rule that is not known here is a KeyError."""
        for regel in job.get("rules", [{}]):
            voorwaarde = regel.get("if") or " ".join(regel.get("exists", ["altijd"]))
            past = {
                "altijd": True,
                "pom.xml": (project / "pom.xml").exists(),
                "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH": tak == TAK,
            }[voorwaarde]
            if past:
                return geslaagd or regel.get("when") == "always"
        return False

    def _draai_job(
        self,
        naam: str,
        job: Mapping[str, Any],
        project: Path,
        variabelen: Mapping[str, str],
        tak: str,
        artefacten: Mapping[str, Path],
    ) -> tuple[bool, str, Path | None]:
        hier = self.map / str(self.loop) / naam
        hier.mkdir(parents=True)
        omgeving = {
            **self.recept["variables"],
            **job.get("variables", {}),
            **variabelen,
            "CI_COMMIT_BRANCH": tak,
            "CI_DEFAULT_BRANCH": TAK,
            "CI_PROJECT_DIR": str(hier / "werk"),
        }
        machine = Machine(hier, project, {n: _vul_in(w, omgeving) for n, w in omgeving.items()})
        nodig = [een["job"] if isinstance(een, dict) else een for een in job.get("needs", [])]
        for ander in (artefacten[een] for een in nodig if een in artefacten):
            shutil.copytree(ander, machine.werk, dirs_exist_ok=True)
        caches = job.get("cache", [])
        caches = caches if isinstance(caches, list) else [caches]
        for een in caches:
            if een["key"] in self.caches:
                shutil.copytree(self.caches[een["key"]], machine.werk, dirs_exist_ok=True)
        goed = machine.voer_uit("\n".join([*job.get("before_script", []), *job["script"]]))
        for nr, een in enumerate(caches):
            if goed or een.get("when") == "always":
                doel = hier / f"cache{nr}"
                if machine.neem_mee(een["paths"], doel):
                    self.caches[een["key"]] = doel
        meegenomen = hier / "artefacten"
        mee = goed or job["artifacts"].get("when") == "always"
        mee = mee and machine.neem_mee(job["artifacts"]["paths"], meegenomen)
        return goed, machine.uitvoer, meegenomen if mee else None


def _vul_in(waarde: str, omgeving: Mapping[str, str]) -> str:
    """Fill in variables within a variable; what is no variable stays."""
    return re.sub(r"\$(\w+)", lambda gevonden: omgeving.get(gevonden[1], gevonden[0]), waarde)
