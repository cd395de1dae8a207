"""A run of the recipe for Azure Pipelines, as far as that can be without Azure: its steps in order, with what the tasks do to files."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pijplijn import TAK, Loop, Machine, lees_recept, vul_in

RECEPT = "azure-pipelines.yml"
SITE = Path("$web/zelftoets")
MACRO = r"\$\(([\w.]+)\)"


class Azure:
    """The project with what its runs left, and a storage account.

    Args:
        map_: a new folder.

    """

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.recept = lees_recept(RECEPT)
        self.vorige: Path | None = None
        self.loop = 0

    def draai(self, project: Path, variabelen: Mapping[str, str], tak: str = TAK) -> Loop:
        """Run the pipeline for a commit on a branch."""
        self.loop += 1
        hier = self.map / str(self.loop)
        waarden = {**self.recept["variables"], "STORAGE": "onsaccount", "CONNECTION": "onze-verbinding", **variabelen}
        toets, publiceer = [_Stadium(stadium) for stadium in _uitgevouwen(self.recept["stages"], waarden)]
        assert toets.naam == "toets"
        assert (publiceer.naam, publiceer.voorwaarde) == (
            "publiceer",
            "and(not(canceled()), eq(variables['Build.SourceBranch'], 'refs/heads/main'))",
        )
        eerst = _Job(hier / "toets", project, waarden, hier / "artefacten", self.vorige)
        geslaagd = eerst.draai(_uitgevouwen(toets.stappen, waarden))
        bewaard = hier / "artefacten" / "zelftoets-linux"
        site, uitvoer = None, eerst.machine.uitvoer
        if tak == TAK:
            self.vorige = bewaard if bewaard.exists() else self.vorige
            tweede = _Job(hier / "publiceer", None, waarden, hier / "artefacten", None)
            geslaagd &= tweede.draai(_uitgevouwen(publiceer.stappen, waarden))
            uitvoer += tweede.machine.uitvoer
            site = tweede.opslag / waarden["STORAGE"] / SITE
        return Loop(geslaagd, uitvoer, bewaard if bewaard.exists() else None, site if site and site.exists() else None)


class _Stadium:
    def __init__(self, stadium: Mapping[str, Any]) -> None:
        self.naam: str = stadium["stage"]
        self.voorwaarde: str = stadium.get("condition", "succeeded()")
        (job,) = stadium["jobs"]
        self.stappen: Sequence[Any] = job["steps"]


class _Job:
    def __init__(
        self, map_: Path, project: Path | None, waarden: Mapping[str, str], artefacten: Path, vorige: Path | None
    ) -> None:
        self.artefacten = artefacten
        self.vorige = vorige
        self.opslag = map_ / "opslag"
        leeg = map_ / "leeg"
        leeg.mkdir(parents=True)
        # Every variable is in the environment of a script, once it is filled in.
        self.waarden = {
            "naam": "linux",
            "Agent.OS": "Linux",
            "Pipeline.Workspace": str(map_),
            "System.DefaultWorkingDirectory": str(map_ / "werk"),
            "System.TeamProjectId": "1",
            "System.DefinitionId": "2",
            **waarden,
        }
        omgeving = {naam: vul_in(waarde, self.waarden, MACRO) for naam, waarde in waarden.items()}
        self.waarden |= omgeving
        self.machine = Machine(map_, project or leeg, {**omgeving, "SCHIJN_OPSLAG": str(self.opslag)})
        self.map = map_

    def draai(self, stappen: Iterator[Any]) -> bool:
        """Go through the steps; return whether none failed."""
        geslaagd = True
        for stap in stappen:
            mag = {"succeeded()": geslaagd, "succeededOrFailed()": True}[stap.get("condition", "succeeded()")]
            if mag and not self.doe(stap) and not stap.get("continueOnError"):
                geslaagd = False
        return geslaagd

    def doe(self, stap: Mapping[str, Any]) -> bool:
        """Do one step; return whether it went well."""
        werk = self.machine.werk
        met = {naam: vul_in(str(waarde), self.waarden, MACRO) for naam, waarde in stap.get("inputs", {}).items()}
        if "bash" in stap:
            map_ = vul_in(stap.get("workingDirectory", str(werk)), self.waarden, MACRO)
            # A macro that means nothing here would be left for bash, as a command.
            assert not re.search(MACRO, stap["bash"])
            return self.machine.voer_uit(stap["bash"], Path(map_))
        if "download" in stap:
            return _kopieer(self.artefacten / stap["artifact"], self.map / stap["artifact"])
        match stap.get("task", "checkout").split("@")[0]:
            case "checkout" | "UsePythonVersion" | "UseDotNet" | "Cache":
                return True
            case "PublishTestResults":
                return (werk / met["testResultsFiles"]).is_file()
            case "PublishPipelineArtifact":
                return _kopieer(werk / met["targetPath"], self.artefacten / met["artifact"])
            case "DownloadPipelineArtifact":
                assert (met["buildVersionToDownload"], met["branchName"]) == ("latestFromBranch", f"refs/heads/{TAK}")
                assert self.vorige is None or self.vorige.name == met["artifactName"]
                return self.vorige is not None and _kopieer(self.vorige, Path(met["targetPath"]))
            case "AzureCLI":
                assert met["azureSubscription"] == "${{ variables.CONNECTION }}"
                return self.machine.voer_uit(stap["inputs"]["inlineScript"], Path(met["workingDirectory"]))
            case onbekend:
                raise KeyError(onbekend)


def _kopieer(bron: Path, doel: Path) -> bool:
    if bron.is_dir():
        shutil.copytree(bron, doel)
    return bron.is_dir()


def _uitgevouwen(lijst: Sequence[Any], waarden: Mapping[str, str]) -> Iterator[Any]:
    """Yield the parts of a list, with those under a condition that is met; another kind of condition is an error."""
    for een in lijst:
        sleutel = next(iter(een))
        if not sleutel.startswith("${{"):
            yield een
            continue
        gevonden = re.fullmatch(r"\$\{\{ if ne\(variables\.(\w+), ''\) \}\}", sleutel)
        assert gevonden, sleutel
        if waarden[gevonden[1]]:
            yield from een[sleutel]
