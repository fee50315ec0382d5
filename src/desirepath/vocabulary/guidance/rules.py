"""Who sees what, and when: a rule is a tree of questions about the person, the page, and the work."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

from desirepath.vocabulary.guidance.words import Count, Name, Told

Selector: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Locator: TypeAlias = Annotated[tuple[Selector, ...], msgspec.Meta(min_length=1, max_length=6)]
"""Where an element is: CSS selectors: each after the first is looked up in the open shadow root, or the same-origin frame, of the one before."""
PagePattern: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^/", max_length=400)]
"""A path: `*` stands for one part, `**` for any number of them at the end: `/requests/*/quote`, `/help/**`."""


class Everything(Told, frozen=True, kw_only=True, tag_field="is", tag="all"):
    """Each of these holds; of none, it does."""

    of: tuple[Rule, ...]


class Anything(Told, frozen=True, kw_only=True, tag_field="is", tag="any"):
    """One of these holds; of none, it does not."""

    of: tuple[Rule, ...]


class Otherwise(Told, frozen=True, kw_only=True, tag_field="is", tag="not"):
    """This does not hold."""

    of: Rule


class Attribute(Told, frozen=True, kw_only=True, tag_field="is", tag="attribute"):
    """What the application says of the person: role, region, or another. One that is not said fits no value."""

    name: Name
    values: tuple[Name, ...]


class InCohort(Told, frozen=True, kw_only=True, tag_field="is", tag="cohort"):
    """All pairs hold of the person, as in `region=EMEA;role=buyer`. No pair: everyone."""

    pairs: dict[str, Name]


class InApplication(Told, frozen=True, kw_only=True, tag_field="is", tag="application"):
    """The application that the page belongs to."""

    names: tuple[Name, ...]


class OnPage(Told, frozen=True, kw_only=True, tag_field="is", tag="page"):
    """The path of the page, without what follows `?` or `#`; in frames and single pages that of the address line."""

    paths: tuple[PagePattern, ...]


class ElementIs(Told, frozen=True, kw_only=True, tag_field="is", tag="element"):
    """An element is on the page (`there`, and seen), or `absent`; or is there and `disabled`, `empty`, `checked`."""

    at: Locator
    state: Literal["there", "absent", "disabled", "empty", "checked"] = "there"


class AtStage(Told, frozen=True, kw_only=True, tag_field="is", tag="stage"):
    """The case on the page is before one of these steps: the application says so, or its own events do."""

    workflow: Name
    steps: tuple[Name, ...]


class StateIs(Told, frozen=True, kw_only=True, tag_field="is", tag="state"):
    """A state that the application tells of itself by name."""

    name: Name
    values: tuple[Name, ...]


class Happened(Told, frozen=True, kw_only=True, tag_field="is", tag="sequence"):
    """These activities happened one after the other, others between them, the last within so many minutes."""

    activities: tuple[Name, ...]
    within_minutes: Count


Rule: TypeAlias = (
    Everything
    | Anything
    | Otherwise
    | Attribute
    | InCohort
    | InApplication
    | OnPage
    | ElementIs
    | AtStage
    | StateIs
    | Happened
)
