"""Values of many properties as values of a column, all at once: what `column_values` makes of each, in less time.

Most columns hold short texts only, which a few looks at the whole column can tell. Any other is read value by value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, TypeAlias

from desirepath.collector.careful_json import LONGEST_TEXT
from desirepath.collector.column_values import (
    FREE_TEXTS,
    IDS,
    LONGEST_ID,
    LONGEST_KEPT,
    Reading,
    further_text,
    reading_of,
)
from desirepath.doors.redact import SHORTEST_NUMBER, has_at_sign, names_a_person
from desirepath.vocabulary.tables import Column

ReadingAtOnce: TypeAlias = Callable[[list[Any]], list[Any]]
"""Makes a column of the values of a property, one each. Raises Refusal if it would for any of them."""


def members(objects: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    """What each object has under a name; None where it has nothing."""
    try:
        return list(map(itemgetter(name), objects))
    except KeyError:
        return [one.get(name) for one in objects]


def all_members(
    objects: Sequence[Any], get: Callable[[Any], tuple[Any, ...]], names: Sequence[str]
) -> Sequence[Sequence[Any]] | None:
    """What each object has under each of the names, name by name; None where there is none, or one is no object.

    `get` is the itemgetter of the names.
    """
    try:
        return list(zip(*map(get, objects), strict=True)) or None
    except KeyError:
        return [members(objects, name) for name in names] if set(map(type, objects)) == {dict} else None
    except TypeError:
        return None


class ShortTexts:
    """Several columns together, for as long as all that they hold are short texts that need no second look."""

    def __init__(self, named: Sequence[tuple[int, str, Column | None]]) -> None:
        """Of each column its place and its property, and the column itself where it is none of the further ones."""
        names = [name for _, name, _ in named]
        self._get = itemgetter(*names) if len(names) > 1 else lambda one: [one[name] for name in names]
        self._checked = tuple((place, _check_of(column)) for place, _, column in named)

    def put_into(self, columns: list[list[Any]], objects: Sequence[Mapping[str, Any]], *, is_plain: bool) -> bool:
        """Put the columns into their places; `is_plain` as the objects were sent.

        Says whether it could; what it did where it could not is to be undone.
        """
        try:
            values = list(chain.from_iterable(map(self._get, objects)))
            trimmed = list(map(str.strip, values))
        except (KeyError, TypeError):
            return False
        if "" in trimmed or not (is_plain or max(map(len, values), default=0) <= LONGEST_ID):
            return False
        for number, (place, holds) in enumerate(self._checked):
            column = columns[place] = trimmed[number :: len(self._checked)]
            if holds is not None and not holds(column, is_plain):
                return False
        return True


def texts(values: Sequence[Any], most: int, read: Reading, *, is_plain: bool = False) -> list[Any]:
    """Texts without the blanks around them, and None for empty ones.

    Where one is no text, or has more than `most` signs, which none does that is plain, all are as `read` makes them.
    """
    try:
        trimmed: list[Any] = list(map(str.strip, values))
    except TypeError:
        return list(map(read, values))
    if not is_plain and max(map(len, values), default=0) > most:
        return list(map(read, values))
    return [text or None for text in trimmed] if "" in trimmed else trimmed


def reading_at_once(column: Column) -> ReadingAtOnce:
    """How the values of a column are read."""
    read = reading_of(column)
    if column.kind == "choice":
        return _choices(frozenset({*column.choices, None}), read)
    if column.kind in {"count", "yes_no"}:
        return lambda values: list(map(read, values))
    if column.name in FREE_TEXTS:
        return lambda values: texts(values, LONGEST_TEXT, read)
    return _identifiers(read) if column.name in IDS else lambda values: texts(values, LONGEST_KEPT, read)


def further_at_once(name: str) -> ReadingAtOnce:
    """How the values of a further column are read."""
    read = further_text(name)
    return lambda values: texts(values, LONGEST_KEPT, read)


def _identifiers(read: Reading) -> ReadingAtOnce:
    def all_read(values: list[Any]) -> list[Any]:
        ids = texts(values, LONGEST_ID, read)
        return ids if _tell_nothing(list(filter(None, ids)), is_plain=False) else list(map(read, values))

    return all_read


def _tell_nothing(ids: list[str], is_plain: bool) -> bool:
    """Whether it can be told of ids together that none names a person: no address or number goes on in a next line."""
    are_short = max(map(len, ids), default=0) < SHORTEST_NUMBER
    if are_short and is_plain:
        return True
    joined = "\n".join(ids)
    return not (has_at_sign(joined) if are_short else names_a_person(joined))


def _check_of(column: Column | None) -> Callable[[list[str], bool], bool] | None:
    """What short texts have to pass to stand in a column."""
    if column is None:
        return None
    if column.kind == "choice":
        choices = frozenset(column.choices)
        return lambda values, _: choices.issuperset(values)
    return _tell_nothing if column.name in IDS else None


def _choices(choices: frozenset[str | None], read: Reading) -> ReadingAtOnce:
    def all_read(values: list[Any]) -> list[Any]:
        try:
            if choices.issuperset(values):
                return values
        except TypeError:
            pass
        return list(map(read, values))

    return all_read
