"""What each person contributes to any figure that is shown, as one number for each week: only whether it changed is asked.

A fingerprint is a sum of hashes of rows, modulo 2⁶⁴, so that no order of rows matters. It covers how cases went, tickets,
searches, answers, reports, signs, and in which weeks somebody was active. It does not cover the mere passing of time: how
long people who are still waited for have waited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any, TypeAlias

import ibis
import ibis.expr.types as ir

from desirepath.observe.case_base import CaseBase, JudgedVariant, only_workflow
from desirepath.observe.cohorts import CUT
from desirepath.observe.picture import marks_of
from desirepath.observe.tables import Tables
from desirepath.observe.tickets import active_people, rows_of_people
from desirepath.observe.voices import LABEL
from desirepath.ports import Engine
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.tables import TABLES

Named: TypeAlias = Callable[[str], str]
"""Gives a person, or a case where there is none, a name that tells nothing of them."""
CASES, TICKETS, SEARCHES, SAID = "cases", "tickets", "searches", "said"
"""The kinds: cases; tickets and who was active; searches; answers, reports and signs."""
_KIND = {"tickets": TICKETS, "searches": SEARCHES}
_ALL_BITS = (1 << 64) - 1
_MOST_OF_NOBODY = 1_000
"""Of equal rows of nobody known no more are told apart: fewer changes are seen then, and fewer figures renewed."""


def unit_of_person(person: str) -> str:
    """What a person is called before `Named` gives them another name."""
    return f"person {person}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a fingerprint is of: a unit (person, else case), a kind, the week of a workflow (0: the baseline).

    `values` are those of the cuts, None where there is none. What was said is in no cohort of a cut of cases.
    """

    workflow: str
    unit: str
    kind: str
    week: int
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """The fingerprints of one diagnosis. In the cuts `of_cases` one person may be in several cohorts."""

    cuts: tuple[str, ...]
    of_cases: tuple[str, ...]
    parts: Mapping[Part, int]


def contributions(base: CaseBase, known: Tables, engine: Engine, named: Named) -> Contributions:
    """What everybody contributes, under the names that `named` gives. `known` are the tables that the base was read from."""
    cuts, parts = base.cuts, dict[Part, int]()
    cohorts = _cohorts_of_people(base, engine)
    nowhere: tuple[str | None, ...] = (None,) * len(cuts.of_people)
    once = cache(named)
    for row, kind, unit, fingerprint in _rows(base, known, engine):
        part = Part(
            workflow=row["workflow"],
            unit=once(unit),
            kind=kind,
            week=row["week"],
            values=(*cohorts.get(row["user_id"], nowhere), *(row.get(CUT + cut) for cut in cuts.of_cases)),
        )
        parts[part] = (parts.get(part, 0) + fingerprint) & _ALL_BITS
    return Contributions(cuts=cuts.all, of_cases=cuts.of_cases, parts=parts)


def _cohorts_of_people(base: CaseBase, engine: Engine) -> dict[str | None, tuple[str | None, ...]]:
    if base.people is None:
        return {}
    rows = engine.fetch(base.people).to_pylist()
    return {row["person"]: tuple(row[CUT + cut] for cut in base.cuts.of_people) for row in rows}


def _rows(base: CaseBase, known: Tables, engine: Engine) -> Iterator[tuple[Mapping[str, Any], str, str, int]]:
    """Rows with their kind, whose they are, and what they add to a fingerprint."""
    went = _went(base.variants)
    for row in engine.fetch(_cases(base, have_people=known.have_people)).to_pylist():
        unit = f"case {row['began_at']}" if row["user_id"] is None else unit_of_person(row["user_id"])
        yield row, CASES, unit, row["cases"] * went(row["variant"], row["verdict"], row["may_be_judged"])
    if known.have_people and known.tickets is not None:  # nothing else is told of who was active
        for row in engine.fetch(active_people(base.events, _people_with_wave(base), base.frame)).to_pylist():
            yield row, TICKETS, unit_of_person(row["user_id"]), _hash("active")
    said = _said(base, known)
    for row in [] if said is None else engine.fetch(said).to_pylist():
        each = _hash(row["table"], row["label"], row["step"], row["solved"])
        if row["user_id"] is not None:
            yield row, _KIND.get(row["table"], SAID), unit_of_person(row["user_id"]), row["times"] * each
            continue
        for number in range(min(row["times"], _MOST_OF_NOBODY)):  # each stands for somebody of its own
            yield (
                row,
                _KIND.get(row["table"], SAID),
                f"{row['table']} {row['label']} {row['step']} {row['solved']} {number}",
                each,
            )


def _went(variants: tuple[JudgedVariant, ...]) -> Callable[[int, str, bool], int]:
    """The hash of how a case went, by the number of its variant, its verdict, and whether it may be judged."""

    @cache
    def went(variant: int, verdict: str, may_be_judged: bool) -> int:
        one = variants[variant]
        marks = sorted(map(repr, marks_of(one, Verdict(verdict))))
        return _hash(*marks, one.facts.exceptions, one.facts.steps, one.judged_by, may_be_judged)

    return went


def _hash(*what: object) -> int:
    return int.from_bytes(blake2b(repr(what).encode(), digest_size=8).digest(), "big")


def _cases(base: CaseBase, *, have_people: bool) -> ir.Table:
    """How often which cases of whom went which way in which week. A case of nobody is known by when it began."""
    weekly = base.judged.filter(base.judged.week.notnull())
    person = weekly.user_id if have_people else ibis.null("string")
    rows = weekly.select(
        *("workflow", "variant", "verdict", "may_be_judged"),
        *(CUT + cut for cut in base.cuts.of_cases),
        user_id=person,
        began_at=ibis.ifelse(person.isnull(), weekly.began_at, ibis.literal(0, "int64")),
        week=weekly.week.cast("int64"),
    )
    return rows.group_by(*rows.columns).agg(cases=rows.count())


def _said(base: CaseBase, known: Tables) -> ir.Table | None:
    """How often who said what of which step in which week, over all tables that there are."""
    there = [(table, getattr(known, table)) for table in LABEL if getattr(known, table) is not None]
    if not there:
        return None
    together = [_of_table(table, rows) for table, rows in there]
    union = together[0] if len(together) == 1 else ibis.union(*together)
    placed = rows_of_people(union, _people_with_wave(base), base.frame, "said_at", only_workflow(base.rollout))
    rows = placed.select(
        *("workflow", "user_id", "table", "label", "step", "solved"), "amount", week=placed.week.cast("int64")
    )
    return rows.group_by(*(name for name in rows.columns if name != "amount")).agg(
        times=rows.amount.sum().cast("int64")
    )


def _of_table(table: str, rows: ir.Table) -> ir.Table:
    at = next(column.name for column in TABLES[table].columns if column.kind == "time" and column.required)
    resolved = rows["resolved"].cast("int64") if "resolved" in rows.columns else ibis.null("int64")
    return rows.select(
        *("user_id", "workflow"),
        table=ibis.literal(table),
        label=ibis.coalesce(rows[LABEL[table]], ""),
        step=ibis.coalesce(rows.step, ""),
        solved=ibis.coalesce(resolved, -1),
        amount=(ibis.coalesce(rows["count"], 1) if "count" in rows.columns else ibis.literal(1, "int64")).cast("int64"),
        said_at=rows[at],
    )


def _people_with_wave(base: CaseBase) -> ir.Table | None:
    """The people with the cut that decides their go-live; None where it is the same for all."""
    waves = base.rollout.waves
    if base.people is None or waves is None or waves.cut not in base.cuts.of_people:
        return None
    return base.people.select("person", CUT + waves.cut)
