"""The tables that go in: their columns, kinds and meanings, as the contract fixes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "time", "date", "count", "yes_no", "choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. A row without a value in a `required` column is set aside.

    Kinds, once read: text and choice are strings, time is UTC microseconds since 1970 in a 64-bit integer,
    date is a date, count a 64-bit integer, yes_no a boolean; a missing value is null in each.
    """

    name: str
    kind: Kind
    required: bool
    meaning: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table. Where `keeps_more`, further columns named in `cuts` or `columns` are kept as text."""

    name: str
    holds: str
    columns: tuple[Column, ...]
    keeps_more: bool = False
    row_id: str | None = None

    def column(self, name: str) -> Column:
        """The column of this name. Raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def _must(name: str, kind: Kind, meaning: str, choices: tuple[str, ...] = ()) -> Column:
    return Column(name=name, kind=kind, required=True, meaning=meaning, choices=choices)


def _may(name: str, kind: Kind, meaning: str, choices: tuple[str, ...] = ()) -> Column:
    return Column(name=name, kind=kind, required=False, meaning=meaning, choices=choices)


OUTCOMES = ("ok", "failed", "returned", "corrected", "duplicate", "denied")
REASONS = ("training", "access", "policy", "usability", "support", "other")
SIGNS = (
    "bulk_copy",
    "bulk_export",
    "hesitation",
    "repeated_error",
    "rage_click",
    "dead_click",
    "back_and_forth",
    "left_at_step",
    "help_opened",
)
DESIGNS = ("holdout", "waves", "everyone")
ARMS = ("shown", "held_out")
ACTIONS = ("shown", "opened", "completed", "dismissed")

_WORKFLOW = _may("workflow", "text", "id of the workflow; may be absent where the rollout has one workflow")
_STEP = _may("step", "text", "id of the step")
_PERSON = _may("user_id", "text", "the person, by whatever name all tables share")
_AT = _must("at", "time", "when it happened")

EVENTS = Table(
    name="events",
    holds="What happened to a case, one row an event.",
    row_id="event_id",
    keeps_more=True,
    columns=(
        _may("event_id", "text", "names the event; two rows with one id are one event"),
        _WORKFLOW,
        _must("case_id", "text", "the piece of work"),
        _must("activity", "text", "what was done, in the words of the log"),
        _AT,
        _PERSON,
        _may("channel", "text", "`app` or empty: in the application; anything else: outside it"),
        _may("outcome", "choice", "how the attempt went; empty means ok", OUTCOMES),
        _may("environment", "text", "web, desktop, VDI, …"),
    ),
)
PEOPLE = Table(
    name="people",
    holds="The people file: one row a person.",
    row_id="user_id",
    keeps_more=True,
    columns=(
        _must("user_id", "text", "the person, as the events name them"),
        _may("role", "text", "what the person does"),
        _may("region", "text", "where the person works"),
        _may("hired_on", "date", "from this, the tenure at go-live"),
        _may("business_unit", "text", "the organisational unit"),
        _may("environment", "text", "web, desktop, VDI, …"),
        _may("manager", "text", "the manager's user_id"),
        _may("permission_level", "text", "what the person is allowed"),
    ),
)
TICKETS = Table(
    name="tickets",
    holds="Requests for support.",
    row_id="ticket_id",
    columns=(
        _must("ticket_id", "text", "names the ticket"),
        _must("opened_at", "time", "when it was opened"),
        _may("closed_at", "time", "when it was closed"),
        _PERSON,
        _WORKFLOW,
        _STEP,
        _may("category", "text", "the category that support gave it"),
        _may("subject", "text", "the subject line"),
        _may("body", "text", "the text"),
    ),
)
ANSWERS = Table(
    name="answers",
    holds="Answers to the one-question survey at a step.",
    columns=(
        _AT,
        _PERSON,
        _must("workflow", "text", "id of the workflow"),
        _must("step", "text", "id of the step"),
        _must("reason", "choice", "what stopped the person", REASONS),
        _may("text", "text", "in the person's own words"),
    ),
)
SEARCHES = Table(
    name="searches",
    holds="Searches in the self-help.",
    columns=(
        _AT,
        _PERSON,
        _WORKFLOW,
        _STEP,
        _must("query", "text", "what was searched for"),
        _may("article", "text", "what was opened"),
        _may("resolved", "yes_no", "whether that answered it; empty means not said"),
    ),
)
REPORTS = Table(
    name="reports",
    holds="Shadow processes that people told of.",
    columns=(
        _AT,
        _PERSON,
        _must("workflow", "text", "id of the workflow"),
        _STEP,
        _must("tool", "text", "what is used instead"),
        _may("note", "text", "in the person's own words"),
    ),
)
SIGNS_TABLE = Table(
    name="signs",
    holds="Signs of trouble that the page saw.",
    columns=(
        _AT,
        _PERSON,
        _must("workflow", "text", "id of the workflow"),
        _STEP,
        _must("sign", "choice", "what was seen", SIGNS),
        _may("count", "count", "how often; empty means once"),
    ),
)
CHANGES = Table(
    name="changes",
    holds="Other changes that people went through: the change load.",
    columns=(
        _AT,
        _must("title", "text", "what changed"),
        _may("application", "text", "where"),
        _may("cohort", "text", "for whom, as `region=EMEA;role=buyer`; empty means everyone"),
    ),
)
INTERVENTIONS = Table(
    name="interventions",
    holds="What was shipped, where, for whom, and by which draw.",
    row_id="intervention_id",
    columns=(
        _must("intervention_id", "text", "names the intervention"),
        _must("workflow", "text", "id of the workflow"),
        _must("step", "text", "id of the step"),
        _must("kind", "text", "which of the catalogue of interventions"),
        _may("blocker", "text", "which blocker it is meant for"),
        _may("cohort", "text", "for whom, as `region=EMEA;role=buyer`; empty means everyone"),
        _must("starts_at", "time", "from when"),
        _may("ends_at", "time", "until when"),
        _must("design", "choice", "how it was decided who gets it", DESIGNS),
        _may(
            "held_out_percent",
            "count",
            "how many of a hundred people were to be held out; it is checked against those who were",
        ),
        _may(
            "decided_by",
            "text",
            "the metric it is decided by; empty means abandonment at the step, or what its kind is for",
        ),
    ),
)
EXPOSURES = Table(
    name="exposures",
    holds="Who was shown an intervention, and who was held out.",
    columns=(
        _AT,
        _must("user_id", "text", "the person"),
        _must("intervention_id", "text", "which intervention"),
        _must("arm", "choice", "shown or held out", ARMS),
        _may("action", "choice", "what the person did with it", ACTIONS),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        EVENTS,
        PEOPLE,
        TICKETS,
        ANSWERS,
        SEARCHES,
        REPORTS,
        SIGNS_TABLE,
        CHANGES,
        INTERVENTIONS,
        EXPOSURES,
    )
}
