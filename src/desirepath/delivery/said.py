"""What pages say to delivery: one structure for each address. All of them are small, flat, and known to the last field."""

from __future__ import annotations

import json
from typing import Annotated, Literal, NoReturn, TypeAlias, TypeVar

import msgspec

from desirepath.doors.answers import Refused
from desirepath.vocabulary.guidance.contents import Routed
from desirepath.vocabulary.guidance.published import Id
from desirepath.vocabulary.guidance.words import Count

Key: TypeAlias = Annotated[str, msgspec.Meta(max_length=256)]
Person: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\S", max_length=256)]
"""A person's id as the application has it. It is replaced by the lake's name before anything else is done."""
Short: TypeAlias = Annotated[str, msgspec.Meta(max_length=200)]
Wording: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Text: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]
Minutes: TypeAlias = Annotated[int, msgspec.Meta(ge=-1_440, le=1_440)]
Outcome: TypeAlias = Literal["completed", "dismissed", "snoozed", "not_again", "answered"]


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all of them have: the write key."""

    key: Key


class Arrival(Said, frozen=True, kw_only=True):
    """Somebody is on a page."""

    person: Person


class Claim(Said, frozen=True, kw_only=True):
    """A guide is about to begin for somebody, shown or held out; `minutes_from_utc` are of the reader's clock."""

    person: Person
    guide: Id
    minutes_from_utc: Minutes


class Ended(Said, frozen=True, kw_only=True):
    """What somebody did with a guide that they saw."""

    person: Person
    guide: Id
    outcome: Outcome


class Progress(Said, frozen=True, kw_only=True):
    """A case of somebody's passed a step, with trouble or without."""

    person: Person
    workflow: Short
    step: Short
    right: bool
    event_id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Objection(Said, frozen=True, kw_only=True):
    """Somebody objects to what is shown and recorded, or takes it back."""

    person: Person
    objects: bool


class Asked(Said, frozen=True, kw_only=True):
    """Somebody looks for help, at a place. Without words: what fits the place."""

    query: Annotated[str, msgspec.Meta(max_length=400)]
    language: Annotated[str, msgspec.Meta(max_length=64)]
    workflow: Short | None = None
    step: Short | None = None
    path: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    role: Short | None = None


class Escalation(Said, frozen=True, kw_only=True):
    """Somebody is blocked, and says so to the owner of the access, the policy or the application."""

    person: Person
    guide: Id
    workflow: Short
    step: Short
    to: Routed
    text: Text


class Acknowledgement(Said, frozen=True, kw_only=True):
    """Somebody confirmed a statement, in the wording that they saw."""

    person: Person
    guide: Id
    version: Count
    wording: Wording


class Refusal(Said, frozen=True, kw_only=True):
    """A page refused content. A reason that is not known here is counted as `unknown_structure`."""

    because: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{1,40}$")]
    guide: Short | None = None


Kind = TypeVar("Kind", bound=Said)


def read_said(body: bytes, kind: type[Kind]) -> Kind:
    """What a body says. Raises Refused (400) for what is no JSON, is ambiguous, or not of this kind."""
    try:
        held = json.loads(body.decode("utf-8"), object_pairs_hook=_without_repeats, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "not_json", "The body is not JSON in UTF-8.") from error
    if isinstance(held, dict) and any(_is_unwritable(one) for one in held.values()):
        raise Refused(400, "not_text", "A text of the body holds half a character, or the character NUL.")
    try:
        return msgspec.convert(held, kind)
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise Refused(400, "not_as_expected", _told(error, kind)) from error


def _told(error: Exception, kind: type[Said]) -> str:
    """Which field is wrong, where it is one of ours; nothing is quoted of what was sent."""
    named = next(
        (field for field in kind.__struct_fields__ if f"`{field}`" in str(error) or f"$.{field}`" in str(error)), None
    )
    return f"`{named}` is not as it should be." if named else "The body is not as this address wants it."


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a key stands twice")
    return held


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _is_unwritable(value: object) -> bool:
    return isinstance(value, str) and ("\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value))
