"""What the page of a rollout's data shows: what came in, the sources of the file, and the files beside it."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.connectors.read_source import files_of
from desirepath.console.diagnoses.doors import Place
from desirepath.console.look.per_language import cached_per_language
from desirepath.console.rollout_form.checked import checked_text
from desirepath.console.rollouts.files_beside import FileSeen, files_beside, staged_files
from desirepath.console.rollouts.reads import text_of
from desirepath.report.html.health import FlowRow, InputRow, flow_rows, input_rows
from desirepath.report.source_warnings import source_warnings
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.runs.load import wanted_of
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Rollout


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """What the diagnosis read."""

    inputs: tuple[InputRow, ...]
    flows: tuple[FlowRow, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNamed:
    """A source as the rollout file names it. `problem` says why nothing would come from it."""

    table: str
    called: str
    line: int | None
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown:
    """A file, and the tables that it is read for; none where no source names it."""

    file: FileSeen
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesShown:
    """All of the page. `is_readable` says whether the rollout file can be read at all."""

    came_in: CameIn | None
    sources: tuple[SourceNamed, ...]
    files: tuple[FileShown, ...]
    staged: tuple[FileSeen, ...]
    is_readable: bool


def sources_shown(place: Place) -> SourcesShown:
    """What the page shows of a rollout."""
    rollout, _ = checked_text(text_of(place.rollout.id), place.rollout.folder)
    sources, used = _sources(rollout)
    return SourcesShown(
        came_in=None if place.run is None else came_in(place.found),
        sources=sources,
        files=tuple(
            FileShown(file=one, tables=tuple(dict.fromkeys(table for name, table in used if name == one.name)))
            for one in files_beside(place.rollout)
        ),
        staged=staged_files(place.rollout),
        is_readable=rollout is not None,
    )


@cached_per_language(maxsize=16)
def came_in(found: KeptDiagnosis) -> CameIn:
    """What a diagnosis read, and how its sources flow."""
    study = found.study
    return CameIn(inputs=input_rows(study), flows=flow_rows(study), warnings=tuple(source_warnings(study.health)))


def _sources(rollout: Rollout | None) -> tuple[tuple[SourceNamed, ...], list[tuple[str, str]]]:
    """The sources that the file names, and (file, table) of each file that they read."""
    shown: list[SourceNamed] = []
    used: list[tuple[str, str]] = []
    for source in rollout.sources if rollout else ():
        problem = ""
        if source.query is None and rollout is not None:
            try:
                used += [(file.name, source.table) for file in files_of(source, wanted_of(rollout))]
            except BadInput as refused:
                problem = refused.mistakes[0].what
        shown.append(SourceNamed(table=source.table, called=source.called, line=source.line, problem=problem))
    return tuple(shown), used
