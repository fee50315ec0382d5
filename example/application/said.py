"""What a page says once, after something was done or refused; guidance and simulated people read it there."""

from __future__ import annotations

from dataclasses import dataclass

from example.application.steps import NOT_VALID, REJECTED, RETURNED, STEPS, WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence. `done` is the step that was taken; `tracked` is what the application itself tells of."""

    text: str
    good: bool = True
    done: str = ""
    tracked: str = ""
    outcome: str = ""
    step: str = ""


REFUSED = Said(text="Please check your entries.", good=False, tracked=REJECTED, outcome="failed", step="quote")
DENIED = Said(text="Not allowed", good=False, tracked=REJECTED, outcome="denied", step="quote")
INVALID = Said(text="Validation failed", good=False, tracked=NOT_VALID, outcome="failed", step="check")
SENT_BACK = Said(text="Returned.", tracked=RETURNED, outcome="returned", step="manager")
TAKEN_BACK = Said(text="Withdrawn.", tracked=WITHDRAWN)
ONCE = {
    **{one.id: Said(text=f"{one.activity}.", done=one.id, step=one.id) for one in STEPS.values()},
    "sent-back": SENT_BACK,
    "withdrawn": TAKEN_BACK,
}
"""By the word in the address that an action leads to."""
