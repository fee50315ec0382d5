"""The step is harder than it needs to be, whoever does it.

What speaks for it
    Attempts that fail again and again, repeated errors, hesitation and rage clicks; texts that speak of the screen,
    the field, the error message; newcomers and old hands alike.

What speaks against it
    It fades with practice, or it is denied rather than failed.

What it is taken for
    A lack of skill: many people failing at one step are no many unskilled people.

Source
    Norman 2013 on slips and mistakes; the weights are fitted, see `weights.tsv`.
"""

from __future__ import annotations

from desirepath.vocabulary.blocker import Blocker
from desirepath.vocabulary.friction import BlockerKind

BLOCKER = Blocker(
    kind=BlockerKind.WORKFLOW_FRICTION,
    title="Workflow friction",
    question="Does the step itself stop people: its fields, its checks, its order?",
    speaks_for_it=("sign: repeated_error", "tickets: workflow_friction", "answers: workflow_friction"),
    source="Norman 2013",
)


def would_show_as(step: str) -> str:
    """What more evidence would look like, were it this blocker."""
    return (
        f"Repeated errors or failed attempts at {step}, by newcomers and old hands alike, would speak for the workflow."
    )
