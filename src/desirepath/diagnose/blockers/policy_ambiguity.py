"""People can do the step but do not know which rule holds.

What speaks for it
    Going back and forth, long hesitation without errors; texts that ask which rule holds and
    who decides.

What speaks against it
    Errors of the screen; denied attempts.

What it is taken for
    Disobedience: whoever goes round a rule often does not know that there is one.

Source
    Alter 2014 on workarounds; the weights are fitted, see `weights.tsv`.
"""

from __future__ import annotations

from desirepath.vocabulary.blocker import Blocker
from desirepath.vocabulary.friction import BlockerKind

BLOCKER = Blocker(
    kind=BlockerKind.POLICY_AMBIGUITY,
    title="Policy or compliance ambiguity",
    question="Is it clear which rule holds here, and who decides?",
    speaks_for_it=("sign: back_and_forth", "tickets: policy_ambiguity", "answers: policy_ambiguity"),
    source="Alter 2014",
)


def would_show_as(step: str) -> str:
    """What more evidence would look like, were it this blocker."""
    return f"People going back and forth at {step}, or questions which rule holds and who decides, would speak for an unclear policy."
