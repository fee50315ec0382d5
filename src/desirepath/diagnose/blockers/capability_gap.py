"""People have not learned the step yet.

What speaks for it
    First cases and newcomers that are hit harder than others; searches for how it is done; hesitation and opened
    help.

What speaks against it
    People with many cases who are hit as hard as those with few.

What it is taken for
    Unwillingness. It is the one blocker that goes away by itself, slowly.

Source
    Newell and Rosenbloom 1981 on practice; the weights are fitted, see `weights.tsv`.
"""

from __future__ import annotations

from desirepath.vocabulary.blocker import Blocker
from desirepath.vocabulary.friction import BlockerKind

BLOCKER = Blocker(
    kind=BlockerKind.CAPABILITY_GAP,
    title="Capability gap",
    question="Have these people been shown how the step is done, and done it often enough?",
    speaks_for_it=("who: first cases", "searches: capability_gap", "answers: capability_gap"),
    source="Newell and Rosenbloom 1981",
)


def would_show_as(step: str) -> str:
    """What more evidence would look like, were it this blocker."""
    return f"First cases and newcomers having more trouble at {step} than others, or searches for how it is done, would speak for a gap in capability."
