"""The BPMN files that a rollout file names in place of a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as File

from desirepath.connectors.bpmn import BpmnModel, read_bpmn
from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, quoted
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.path import Path
from desirepath.vocabulary.rollout import Step


@dataclass(frozen=True, slots=True)
class GivenPath:
    """A path as the file gives it: its text on one line, the line it begins in, and the steps that come drawn."""

    path: Path
    text: str
    line: int
    drawn: Mapping[str, Step] = field(default_factory=dict)


class Drawings:
    """Reads BPMN files beside the rollout file, and keeps the mistakes that stand in them.

    What is wrong with naming them is noted where they are named.
    """

    def __init__(self, mistakes: Mistakes) -> None:
        self._folder = File(mistakes.file).parent
        self._mistakes = mistakes
        self._found: list[Mistake] = []

    def mistakes(self) -> tuple[Mistake, ...]:
        """Those of the BPMN files, file by file as they are named, each once."""
        return tuple(dict.fromkeys(self._found))

    def read(self, workflow: Given) -> GivenPath | None:
        """The path that the workflow's `bpmn` draws: a file, and behind a `#` the id of one process in it."""
        said = workflow.read("bpmn", values.text)
        if said is None:
            return None
        line = workflow.line_of("bpmn")
        name, _, process = said.strip().partition("#")
        model = self._model(name, process or None, line)
        if model is None:
            return None
        return GivenPath(model.path, " ".join(said.split()), line, {step.id: step for step in model.steps})

    def _model(self, name: str, process: str | None, line: int) -> BpmnModel | None:
        file = self._folder / name
        try:
            return read_bpmn(file, process)
        except BadInput as refused:
            self._found += refused.mistakes
        except FileNotFoundError:
            mend = "Check the name; it is relative to the folder of the rollout file."
            self._mistakes.add("no_such_file", line, f"there is no BPMN file {quoted(name)}", mend)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            mend = "Name a BPMN file, for example `bpmn: claim.bpmn`."
            self._mistakes.add("unreadable_file", line, f"the BPMN file {quoted(name)} cannot be read: {reason}", mend)
        return None
