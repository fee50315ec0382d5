"""Events become rows: by the first mapping that fits, in the order of the rollouts and of their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from desirepath.collector import refusals
from desirepath.collector.at_once import AtOnce
from desirepath.collector.column_values import DROPPED_TEXTS, FREE_TEXTS, LONGEST_ID, text_of
from desirepath.collector.kept_events import hashed_person
from desirepath.collector.plans import AT, EVENT_ID, USER, Plan, Steps, at_path, columns_of, own_plans
from desirepath.collector.sent import Sent, SentAtOnce
from desirepath.collector.sent_times import is_possible, microseconds_in
from desirepath.connectors.person_ids import PersonHash
from desirepath.doors.redact import has_at_sign, none_is_personal, without_personal
from desirepath.vocabulary.collecting import COLLECTED_TABLES
from desirepath.vocabulary.rollout import Rollout
from desirepath.warehouse.collected import Columns


class Rows:
    """The rows of one request. `skew` is added to the times of its clients; `again` says that it was kept before."""

    __slots__ = ("again", "by_table", "received_at", "scrubbed", "skew", "skewed")

    def __init__(self, received_at: int, skew: int, *, again: bool) -> None:
        self.received_at = received_at
        self.skew = skew
        self.again = again
        self.by_table: dict[str, list[list[Any]]] = {}
        self.scrubbed = 0
        self.skewed = 0


class Mapped:
    """The mappings of rollouts, ready to be used."""

    def __init__(self, rollouts: Sequence[Rollout], persons: PersonHash) -> None:
        self._of = persons.of
        self._persons = persons
        collecting = [(rollout, rollout.collect) for rollout in rollouts if rollout.collect is not None]
        keep = tuple({name.lower(): name for _, collect in collecting for name in collect.keep}.values())
        steps = Steps(rollouts)
        self._names = {table: columns_of(table, keep) for table in COLLECTED_TABLES}
        self._texts = {
            table: [name for name in names if name in FREE_TEXTS or name in DROPPED_TEXTS or name in keep]
            for table, names in self._names.items()
        }
        self._own = own_plans(steps, keep)
        self._plans: dict[str, list[Plan]] = {}
        for _, collect in collecting:
            here = tuple(name for name in keep if name.lower() in {one.lower() for one in collect.keep})
            for mapping in collect.events:
                self._plans.setdefault(mapping.event, []).append(Plan(mapping, here, steps, keep))
        literals = "\n".join(text for plans in self._plans.values() for plan in plans for text in plan.literals)
        self._adds_at_sign = has_at_sign(literals)
        self._at_once = AtOnce(self._plans, self._names, persons.of)
        self._ignored = frozenset(name for _, collect in collecting for name in collect.ignore)

    def at_once(self, sent: SentAtOnce, rows: Rows) -> dict[str, Columns] | None:
        """As `tables` gives them after a `take` of each event; None where that is the way to take them."""
        tables = self._at_once.tables(sent, rows.received_at)
        if tables is not None:
            is_plain = sent.is_plain and not self._adds_at_sign
            rows.scrubbed += sum(self._scrub(table, columns, is_plain) for table, columns in tables.items())
        return tables

    def take(self, sent: Sent, rows: Rows) -> None:
        """Add the row of an event. Raises Refusal, and adds nothing then."""
        name, properties, at, user, event_id, table, unmapped = sent
        plan = self._own[table] if table is not None else self._plan(name, properties, unmapped)
        row = plan.row(properties)
        if plan.user is not None:
            user = at_path(properties, plan.user)
        if user is not None:
            row[USER] = self._person(user, rows)
        if plan.event_id is not None:
            event_id = at_path(properties, plan.event_id)
        if event_id is not None:
            row[EVENT_ID] = self._event_id(event_id)
        if plan.at is not None:
            at = at_path(properties, plan.at)
        row[AT] = moment = microseconds_in(at)
        for place, column in plan.required:
            if row[place] is None:
                raise refusals.missing(column)
        if rows.skew or moment is None or not is_possible(moment, rows.received_at):
            row[AT] = _in_time(at, moment, rows)
        if plan.table in rows.by_table:
            rows.by_table[plan.table].append(row)
        else:
            rows.by_table[plan.table] = [row]

    def tables(self, rows: Rows) -> dict[str, Columns]:
        """The rows, column by column, without what looks personal; how much that was is counted in `scrubbed`."""
        tables = {}
        for table, found in rows.by_table.items():
            columns = dict(zip(self._names[table], map(list, zip(*found, strict=True)), strict=True))
            rows.scrubbed += self._scrub(table, columns, is_plain=False)
            tables[table] = columns
        return tables

    def _scrub(self, table: str, columns: Columns, is_plain: bool) -> int:
        names = [name for name in self._texts[table] if any(columns[name])]
        texts = list(filter(None, chain.from_iterable([columns[name] for name in names])))
        if none_is_personal(texts, no_at_sign=is_plain):
            return 0
        scrubbed = 0
        for name in names:
            column = columns[name]
            for place, text in enumerate(column):
                left = without_personal(text) if text is not None else None
                if left is not None and left.pieces:
                    column[place] = left.text if name in FREE_TEXTS else None
                    scrubbed += left.pieces if name in FREE_TEXTS else 1
        return scrubbed

    def _plan(self, name: str, properties: Mapping[str, Any], unmapped: str | None) -> Plan:
        for plan in self._plans.get(name, ()):
            if plan.takes_all or plan.fits(properties):
                return plan
        if name in self._ignored:
            raise refusals.not_wanted()
        if unmapped is not None:
            raise refusals.not_used(unmapped)
        raise refusals.no_mapping()

    def _person(self, user: Any, rows: Rows) -> str | None:  # noqa: ANN401 - any value of JSON
        person = user.strip() if user.__class__ is str else text_of(user, "user_id")
        if not person:
            return None
        if len(person) > LONGEST_ID:
            raise refusals.too_long("user_id", LONGEST_ID)
        return hashed_person(person, self._persons, again=True) if rows.again else self._of(person)

    def _event_id(self, event_id: Any) -> str | None:  # noqa: ANN401 - any value of JSON
        """The id; one with an e-mail address goes by its hash, and stays the same id."""
        text = event_id.strip() if event_id.__class__ is str else text_of(event_id, "event_id")
        if not text:
            return None
        if len(text) > LONGEST_ID:
            raise refusals.too_long("event_id", LONGEST_ID)
        return self._of(text) if has_at_sign(text) else text


def _in_time(told: Any, at: int | None, rows: Rows) -> int:  # noqa: ANN401 - any value of JSON
    """UTC microseconds of an event, corrected by the clock of its client.

    A time that says nothing, or cannot be, is that of arrival. Times other than told are counted as skewed; an event
    that was told none happened as it arrived.
    """
    rows.skewed += told is not None
    if at is None or not is_possible(at + rows.skew, rows.received_at):
        return rows.received_at
    return at + rows.skew
