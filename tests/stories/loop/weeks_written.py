"""Weeks of made-up work with the example application, as the files of a rollout."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from example.application.steps import NOT_VALID, REJECTED, RETURNED, WITHDRAWN, WORKFLOW
from example.people.desk import APPROVER, FINANCE
from example.people.person import people
from example.people.weeks import Row

BUYERS = people(64)
"""Three of four do not know how a cost centre is written now: the cohort that is in trouble."""
OTHERS = (
    *people(12, region="AMER"),
    *people(12, role="requester"),
    *people(12, role="requester", region="APAC"),
    *people(12, role="clerk", region="APAC"),
)
STAFF = BUYERS + OTHERS
ROLLOUT = "purchase-requests"
_STEPS = {
    "draft": ("Draft the request", "task", "Request drafted"),
    "quote": ("Enter the quote", "field", "Quote entered"),
    "check": ("Validate the request", "validation", "Request validated"),
    "manager": ("Manager approves", "approval", "Approved by manager"),
    "director": ("Director approves", "approval", "Approved by director"),
    "budget": ("Budget approved", "approval", "Budget approved"),
    "security": ("Supplier cleared", "validation", "Supplier security cleared"),
    "order": ("Place the order", "handoff", "Order placed"),
}
AS_THEY_BEGAN = """\
  - {table: people, file: people.csv}
  - {table: events, file: "events-*.csv"}
  - {table: tickets, file: "tickets-*.csv"}
"""
WITH_EXPOSURES = """\
  - {table: exposures, file: "exposures-*.csv"}
"""
"""What was shipped lies beside the rollout file and need not be named."""


def rollout_text(go_live: datetime) -> str:
    """The rollout file. Nothing is known of how it was done before, so go-live is the first day that is known."""
    steps = "".join(
        f'      {name}: {{title: {title}, kind: {kind}, changed: true, activities: ["{activity}"]}}\n'
        for name, (title, kind, activity) in _STEPS.items()
    )
    return f"""\
rollout: {ROLLOUT}
title: Purchase requests move to the portal
go_live: {go_live.date()}
timezone: UTC
owners: {{adoption: adoption@example.com, application: application@example.com, process: process@example.com}}
cuts: [role, region]
sources:
{AS_THEY_BEGAN}workflows:
  - workflow: {WORKFLOW}
    title: Purchase request
    case_ends_after: 4d
    minutes: 15
    path: draft quote check (manager | director) (budget & security) order
    steps:
{steps}    failures:
      "{REJECTED}": {{step: quote, as: failed}}
      "{NOT_VALID}": {{step: check, as: failed}}
      "{RETURNED}": {{step: manager, as: returned}}
    withdrawn: ["{WITHDRAWN}"]
collect:
  events:                             # beside what pages with guidance send, which needs no mapping
    - {{event: Request Step Done, workflow: {WORKFLOW}, activity: $step, case: $request}}
"""


def written_people(folder: Path) -> None:
    """The HR file."""
    rows = [{"user_id": one.number, "role": one.role, "region": one.region} for one in (*STAFF, APPROVER, FINANCE)]
    _written(folder / "people.csv", rows)


def written_rows(folder: Path, rows: Iterable[Row], name: str) -> None:
    """A file for each table that there are rows of, called after it and a name."""
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row["table"], []).append({key: value for key, value in row.items() if key != "table"})
    for table, found in tables.items():
        _written(folder / f"{table}-{name}.csv", found)


def written_shipped(folder: Path, guide: str, since: datetime) -> None:
    """The table of what was shipped, as a console writes it: one guide at the quote, for EMEA's buyers."""
    where = {"workflow": WORKFLOW, "step": "quote", "kind": "field_level_help", "blocker": "capability_gap"}
    whom = {"cohort": "region=EMEA;role=buyer", "starts_at": since.isoformat(), "ends_at": "", "design": "holdout"}
    _written(folder / "shipped-interventions.csv", [{"intervention_id": guide, **where, **whom}])


def _written(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
