"""What each kind of guide holds. One kind, one structure; the page has one file for each of them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from desirepath.vocabulary.guidance.rules import Locator, Rule
from desirepath.vocabulary.guidance.words import Blocks, Count, Name, Told, When, Words

Reason: TypeAlias = Literal["training", "access", "policy", "usability", "support", "other"]
Routed: TypeAlias = Literal["access", "policy", "application"]


class WalkStep(Told, frozen=True, kw_only=True):
    """One step of a walkthrough.

    It stands at an element, or in the middle of the page without one. It goes on by its button, or by itself once
    `goes_on_when` holds; then to the first of `branches` whose rule holds, else to the step after it. An element that is
    not there yet is waited for. `id` is unique in its walkthrough.
    """

    id: Name
    title: Words
    blocks: Blocks = ()
    at: Locator | None = None
    goes_on_when: Rule | None = None
    branches: tuple[Branch, ...] = ()


class Branch(Told, frozen=True, kw_only=True):
    """Where a walkthrough goes if a rule holds; `to` is the id of a step, or `end`."""

    when: Rule
    to: Name


class Walkthrough(Told, frozen=True, kw_only=True, tag_field="kind", tag="walkthrough"):
    """Step by step, over pages and reloads."""

    title: Words
    steps: tuple[WalkStep, ...]


class Tooltip(Told, frozen=True, kw_only=True, tag_field="kind", tag="tooltip"):
    """A few words beside an element, opened by pointing at it, by its mark, or by keyboard."""

    at: Locator
    title: Words
    blocks: Blocks = ()


class FieldHelp(Told, frozen=True, kw_only=True, tag_field="kind", tag="field_help"):
    """What a field is for, its format, and examples, while the field has the focus."""

    at: Locator
    purpose: Words
    format: Words | None = None
    right: tuple[Words, ...] = ()
    wrong: tuple[Words, ...] = ()
    mend: Words | None = None


class FieldRule(Told, frozen=True, kw_only=True):
    """One rule that entries must keep before they are sent. The value is looked at in the page and goes nowhere.

    `must`: the field is `filled`, its text `matches` the pattern, or the box is `checked`. A pattern is a regular
    expression over the whole text without back-references and look-around.
    """

    field: Locator
    must: Literal["filled", "matches", "checked"]
    says: Words
    pattern: Name | None = None
    only_when: Rule | None = None


class RuleReinforcement(Told, frozen=True, kw_only=True, tag_field="kind", tag="rule_reinforcement"):
    """Before something is sent: what is not as the rule wants it, in the process owner's words.

    With `stops` the first sending is held up; a second one always goes through, as the application decides.
    """

    at: Locator
    title: Words
    rules: tuple[FieldRule, ...]
    blocks: Blocks = ()
    stops: bool = True


class Announcement(Told, frozen=True, kw_only=True, tag_field="kind", tag="announcement"):
    """A go-live, a release, a new policy: a banner that does not disturb, or a dialog."""

    title: Words
    blocks: Blocks = ()
    form: Literal["banner", "dialog"] = "banner"


class KnownIssue(Told, frozen=True, kw_only=True, tag_field="kind", tag="known_issue"):
    """What does not work at the moment, what to do meanwhile, and until when."""

    title: Words
    blocks: Blocks = ()
    at: Locator | None = None
    until: When | None = None


class Acknowledgement(Told, frozen=True, kw_only=True, tag_field="kind", tag="acknowledgement"):
    """A statement that a person confirms; who confirmed which wording is kept in a record for audits."""

    title: Words
    blocks: Blocks
    statement: Words
    button: Words


class Launcher(Told, frozen=True, kw_only=True, tag_field="kind", tag="launcher"):
    """A button that opens another guide; beside an element, or in the corner of the page."""

    label: Words
    opens: Name
    at: Locator | None = None


class ChecklistItem(Told, frozen=True, kw_only=True):
    """One point. It is done once its rule holds, or once somebody ticks it; `opens` is a guide that helps with it."""

    id: Name
    text: Words
    done_when: Rule | None = None
    opens: Name | None = None


class Checklist(Told, frozen=True, kw_only=True, tag_field="kind", tag="checklist"):
    """A few things to have done, ticked as they happen."""

    title: Words
    items: tuple[ChecklistItem, ...]


class SurveyChoice(Told, frozen=True, kw_only=True):
    """One answer that can be chosen, and the reason that it counts for."""

    reason: Reason
    text: Words


class Survey(Told, frozen=True, kw_only=True, tag_field="kind", tag="survey"):
    """One question at the point of friction."""

    question: Words
    choices: tuple[SurveyChoice, ...]
    asks_for_words: Words | None = None
    thanks: Words | None = None


class SelfHelp(Told, frozen=True, kw_only=True, tag_field="kind", tag="self_help"):
    """The panel of articles: what fits this place first, search, and whether it helped."""

    title: Words
    escalates: bool = True


class Route(Told, frozen=True, kw_only=True):
    """Where somebody who is blocked turns to."""

    to: Routed
    text: Words


class Escalation(Told, frozen=True, kw_only=True, tag_field="kind", tag="escalation"):
    """A word of somebody who is blocked to the owner of the access, the policy or the application."""

    title: Words
    routes: tuple[Route, ...]
    blocks: Blocks = ()
    thanks: Words | None = None
    answered_within_hours: Count | None = None


Content: TypeAlias = (
    Walkthrough
    | Tooltip
    | FieldHelp
    | RuleReinforcement
    | Announcement
    | KnownIssue
    | Acknowledgement
    | Launcher
    | Checklist
    | Survey
    | SelfHelp
    | Escalation
)
