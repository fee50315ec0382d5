"""The events of an ordinary body, made to columns all at once.

Nothing is decided here that is not decided event by event in `mapped.py`: where any event is not ordinary, all of them
go that way. Ordinary are events of known names whose values can all be taken, told by clients with right clocks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from desirepath.collector.column_values import LONGEST_ID, plain_text
from desirepath.collector.columns_at_once import texts
from desirepath.collector.plans import AT, EVENT_ID, USER, Plan, all_at_path
from desirepath.collector.refusals import Refusal
from desirepath.collector.sent import SentAtOnce
from desirepath.collector.sent_times import is_possible, moments_in
from desirepath.doors.redact import has_at_sign
from desirepath.warehouse.collected import Columns

_PERSON, _ID = plain_text("user_id", LONGEST_ID), plain_text("event_id", LONGEST_ID)


class _Group(NamedTuple):
    """Events of one plan: their places in the request, and the columns that came of them."""

    places: Sequence[int]
    columns: list[list[Any]]


class AtOnce:
    """The mappings of rollouts, for all events of a request together."""

    def __init__(
        self,
        plans: Mapping[str, Sequence[Plan]],
        names: Mapping[str, Sequence[str]],
        of: Callable[[str], str],
    ) -> None:
        """`plans` by the names of events, `names` of columns by table; `of` gives a person's hashed name."""
        self._plans = plans
        self._names = names
        self._of = of

    def tables(self, sent: SentAtOnce, received_at: int) -> dict[str, Columns] | None:
        """The rows in the order of their events, not scrubbed yet; None where they have to be made one by one."""
        try:
            plans = self._plans_of(sent)
            if plans is None:
                return None
            first = plans[0]
            if plans.count(first) == len(plans):
                columns = self._columns(first, sent, received_at)
                return None if columns is None else {first.table: self._named(first.table, columns)}
            return self._of_many(plans, sent, received_at)
        except Refusal:
            return None

    def _plans_of(self, sent: SentAtOnce) -> list[Plan] | None:
        """The plan of each event, or None where one has none."""
        try:
            known = {name: self._plans[name] for name in set(sent.names)}
        except (KeyError, TypeError):
            return None
        if len(known) == 1 and (plan := known[sent.names[0]][0]).takes_all:
            return [plan] * len(sent.names)
        if all(plans[0].takes_all for plans in known.values()):
            return [known[name][0] for name in sent.names]
        found = [
            next((plan for plan in known[name] if plan.takes_all or plan.fits(properties)), None)
            for name, properties in zip(sent.names, sent.properties, strict=True)
        ]
        plans = [plan for plan in found if plan is not None]
        return plans if len(plans) == len(found) else None

    def _of_many(self, plans: list[Plan], sent: SentAtOnce, received_at: int) -> dict[str, Columns] | None:
        places: dict[Plan, list[int]] = {}
        for place, plan in enumerate(plans):
            places.setdefault(plan, []).append(place)
        tables: dict[str, list[_Group]] = {}
        for plan, those in places.items():
            columns = self._columns(plan, sent.at_places(those), received_at)
            if columns is None:
                return None
            tables.setdefault(plan.table, []).append(_Group(those, columns))
        return {table: self._named(table, _in_order(groups)) for table, groups in tables.items()}

    def _named(self, table: str, columns: list[list[Any]]) -> Columns:
        return dict(zip(self._names[table], columns, strict=True))

    def _columns(self, plan: Plan, sent: SentAtOnce, received_at: int) -> list[list[Any]] | None:
        """The columns of events of one plan. Raises Refusal, or says None, if any cannot be taken as it is."""
        properties = sent.properties
        moments = moments_in(sent.at if plan.at is None else all_at_path(properties, plan.at))
        if moments is None or not (is_possible(min(moments), received_at) and is_possible(max(moments), received_at)):
            return None
        columns = plan.columns(properties, is_plain=sent.is_plain)
        columns[AT] = moments
        users = sent.users if plan.user is None else all_at_path(properties, plan.user)
        ids = sent.ids if plan.event_id is None else all_at_path(properties, plan.event_id)
        columns[USER] = self._persons(users, sent.is_plain)
        columns[EVENT_ID] = self._ids(ids, sent.is_plain)
        return None if any(None in columns[place] for place, _ in plan.required) else columns

    def _persons(self, users: Sequence[Any], is_plain: bool) -> list[str | None]:
        persons = texts(users, LONGEST_ID, _PERSON, is_plain=is_plain)
        if None in persons:
            return [None if person is None else self._of(person) for person in persons]
        return list(map(self._of, persons))

    def _ids(self, ids: Sequence[Any], is_plain: bool) -> list[str | None]:
        told = texts(ids, LONGEST_ID, _ID, is_plain=is_plain)
        if not is_plain and has_at_sign("\n".join(filter(None, told))):
            return [self._of(one) if one is not None and has_at_sign(one) else one for one in told]
        return told


def _in_order(groups: list[_Group]) -> list[list[Any]]:
    """The columns of several plans as those of one, row by row in the order of their events."""
    if len(groups) == 1:
        return groups[0].columns
    places = [place for group in groups for place in group.places]
    order = sorted(range(len(places)), key=places.__getitem__)
    parts = zip(*(group.columns for group in groups), strict=True)
    return [list(itemgetter(*order)([value for part in column for value in part])) for column in parts]
