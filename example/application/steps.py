"""The workflow, its steps, and what each is called in the log: as in the rollout that `desirepath demo` draws."""

from __future__ import annotations

from dataclasses import dataclass

WORKFLOW = "purchase_request"
APPLICATION = "purchasing"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its id and title, what a button says that takes it, what the log says once it is taken, and who takes it."""

    id: str
    title: str
    button: str
    activity: str
    roles: tuple[str, ...]


_OWNERS = ("requester", "clerk", "buyer")
DRAFT = Step("draft", "Draft", "Continue", "Request drafted", _OWNERS)
QUOTE = Step("quote", "Quote", "Save quote", "Quote entered", _OWNERS)
CHECK = Step("check", "Validation", "Validate", "Request validated", _OWNERS)
MANAGER = Step("manager", "Manager", "Approve", "Approved by manager", ("approver",))
DIRECTOR = Step("director", "Director", "Approve", "Approved by director", ("approver",))
BUDGET = Step("budget", "Budget", "Approve budget", "Budget approved", ("finance",))
SECURITY = Step("security", "Security", "Clear supplier", "Supplier security cleared", ("finance",))
ORDER = Step("order", "Order", "Place order", "Order placed", _OWNERS)
STEPS = {one.id: one for one in (DRAFT, QUOTE, CHECK, MANAGER, DIRECTOR, BUDGET, SECURITY, ORDER)}

REJECTED, NOT_VALID, RETURNED = "Quote field rejected", "Validation failed", "Returned by approver"
WITHDRAWN = "Request withdrawn"
LABELS = tuple(
    {
        "page": "/requests/**",
        "on": "appears",
        "element": f'#said[data-done="{one.id}"]',
        "activity": one.activity,
        "case_in": "#case",
        "step": one.id,
    }
    for one in STEPS.values()
)
"""How guidance notices a step that was taken: the page says so once. What goes wrong the application tells by itself."""
