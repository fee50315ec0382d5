"""Why a trouble is there, how sure that is, and what it would take to think otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from desirepath.catalogue import Entry, entries
from desirepath.diagnose import blockers
from desirepath.diagnose.gather import gather
from desirepath.diagnose.missing_evidence import missing_evidence
from desirepath.diagnose.piece import Piece
from desirepath.diagnose.sources.what_was_tried import what_was_tried
from desirepath.diagnose.weigh_evidence import Weighed, weigh
from desirepath.observe.heard import HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.tried import Tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What the sources say, weighed; what to collect next; what would put the runner-up first."""

    pieces: tuple[Piece, ...]
    weighed: Weighed
    missing: tuple[str, ...]
    would_change: str

    @property
    def speak(self) -> bool:
        """Whether any source says that there is trouble."""
        return any(piece.differs for piece in self.pieces)


@cache
def blocker_catalogue() -> dict[str, Entry]:
    """The five by name."""
    return entries(blockers, "BLOCKER")


def reasons(trouble: Trouble, tallies: StepTallies, heard: HeardByTable, tried: Sequence[Tried] = ()) -> Reasons:
    """Gather what each source says, and weigh it with what was tried there before."""
    pieces = gather(trouble, tallies, heard)
    workflow = tallies.workflow
    step, title = workflow.steps[trouble.step].id, workflow.steps[trouble.step].title
    trials = what_was_tried(tried, workflow.id, step, trouble.cohort)
    weighed = weigh((*pieces, *trials), trouble.symptom)
    return Reasons(
        pieces=pieces,
        weighed=weighed,
        missing=missing_evidence(pieces),
        would_change=_would_change(weighed, title),
    )


def _would_change(weighed: Weighed, step: str) -> str:
    entry = blocker_catalogue()[weighed.runner_up.value]
    said: str = entry.module.would_show_as(f"“{step}”")
    return f"Runner-up: {_title(weighed.runner_up)} ({weighed.probabilities[weighed.runner_up]:.0%}). {said}"


def _title(kind: BlockerKind) -> str:
    title: str = blocker_catalogue()[kind.value].constant.title
    return title[:1].lower() + title[1:]
