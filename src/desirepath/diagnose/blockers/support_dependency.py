"""People get through the step, but only with somebody's help.

What speaks for it
    The same people asking again, help opened before the step is done, tickets about the task rather than a fault.

What speaks against it
    People who never ask twice; faults and rules that they ask about.

What it is taken for
    Good service: that support is quick is why nobody looks for the missing help.

Source
    Lee and others 2007 on asking for help; the weights are fitted, see `weights.tsv`.
"""

from __future__ import annotations

from desirepath.vocabulary.blocker import Blocker
from desirepath.vocabulary.friction import BlockerKind

BLOCKER = Blocker(
    kind=BlockerKind.SUPPORT_DEPENDENCY,
    title="Support dependency",
    question="Do people get through the step only with help from others?",
    speaks_for_it=("tickets: asked again", "sign: help_opened", "tickets: support_dependency"),
    source="Lee and others 2007",
)


def would_show_as(step: str) -> str:
    """What more evidence would look like, were it this blocker."""
    return f"The same people asking support about {step} again and again would speak for dependency on support."
