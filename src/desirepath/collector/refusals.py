"""Why an event is refused, in words that quote nothing of it."""

from __future__ import annotations

from dataclasses import dataclass


class Refusal(Exception):
    """One event that is not taken. `detail` names columns and properties of the mapping, never what was sent."""

    def __init__(self, reason: str, detail: str, *, keep: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.keep = keep
        """Whether its text may be kept for a replay."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """What the client is told of an event that was refused: its place in the request, and why."""

    index: int
    reason: str
    detail: str


AGAINST_THE_RULES = {
    "too_deep": "The event nests deeper than 32 levels.",
    "too_many_keys": "An object of the event has more than 256 keys.",
    "text_too_long": "A text of the event is longer than 8192 characters.",
    "not_a_number": "A number of the event is no finite number.",
    "number_too_large": "A whole number of the event is larger than 2^53; send it as a text.",
    "repeated_key": "A key stands twice in an object of the event.",
    "lone_surrogate": "A text of the event holds half a character.",
    "nul": "A text of the event holds the character NUL.",
    "forbidden_key": "`__proto__` cannot be a key.",
    "not_an_object": "The event is not an object.",
}
"""What is wrong with events whatever they say."""


def missing(column: str) -> Refusal:
    return Refusal("missing_value", f"`{column}` is missing.")


def wrong(column: str, must_be: str) -> Refusal:
    return Refusal("wrong_value", f"`{column}` must be {must_be}.")


def too_long(column: str, most: int) -> Refusal:
    return Refusal("value_too_long", f"`{column}` is longer than {most} characters.")


def personal(column: str) -> Refusal:
    return Refusal("personal_value", f"`{column}` looks like an e-mail address or an IBAN, and so cannot be an id.")


def unknown(column: str, what: str) -> Refusal:
    return Refusal(f"unknown_{what}", f"`{column}` is none that the rollout defines.")


def no_choice(column: str, choices: tuple[str, ...]) -> Refusal:
    return Refusal("unknown_choice", f"`{column}` must be one of {', '.join(choices)}.")


def against_the_rules(reason: str) -> Refusal:
    return Refusal(reason, AGAINST_THE_RULES[reason])


def not_used(kind: str) -> Refusal:
    """Calls that speak of persons and pages, not of work; nothing of them is kept."""
    return Refusal("not_used", f"Calls of the type {kind} are not used here.", keep=False)


def not_wanted() -> Refusal:
    return Refusal("not_wanted", "The rollout says that events of this name are not wanted.", keep=False)


def no_mapping() -> Refusal:
    return Refusal("no_mapping", "The rollout does not say what events of this name and kind become.")
