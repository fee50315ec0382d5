"""What was posted for parts of the file that are not in it yet, as new values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from desirepath.console.rollout_form.from_text import DATE_CELL, Place, name_cell
from desirepath.console.rollout_form.shown import LONG_TEXTS, UNSHOWN, as_sent, unfolded
from desirepath.console.rollout_form.written_yaml import New, NewList, NewMapping, NewText
from desirepath.vocabulary.file_keys import Key, Section

_NO = ("", "false", "off", "0")
_YES = ("true", "on", "1", "yes")
TABLES_OF = ("sections", "section_by_name", "moment_by_value")


def sent(key: Key, posted: Mapping[str, str], name: str) -> str | None:
    """What was posted for a field, in the form in which it is shown; None where nothing was."""
    if name not in posted:
        return None
    said = as_sent(posted[name])
    if key.holds == "yes_no":
        return "" if said.lower() in _NO else "true" if said.lower() in _YES else said
    return said if said.strip() else ""


def new_value(key: Key, said: str) -> New:
    """What was posted for a field, as a value of the file."""
    if key.holds == "texts":
        return NewList(items=tuple(NewText(text=unfolded(line)) for line in lines_of(said)))
    if key.holds == "column_by_name":
        return NewMapping(pairs=tuple(new_column(line) for line in lines_of(said)))
    return NewText(text=said if key.name in LONG_TEXTS else unfolded(said), holds=key.holds)


def lines_of(said: str) -> list[str]:
    return [line.strip() for line in said.split("\n") if line.strip()]


def new_column(line: str) -> tuple[str, New | None]:
    """A line `ours=theirs`; with nothing behind the `=`, the column is not to be used."""
    ours, _, theirs = line.partition("=")
    return unfolded(ours.strip()), NewText(text=unfolded(theirs.strip())) if theirs.strip() else None


def new_part(section: Section, posted: Mapping[str, str], place: Place) -> tuple[tuple[str, New | None], ...]:
    """The keys of a mapping that is not in the file, as far as anything was posted for them."""
    return tuple(
        (key.name, value)
        for key in section.keys
        if key.name not in UNSHOWN and (value := new_of(key, posted, place)) is not None
    )


def new_of(key: Key, posted: Mapping[str, str], place: Place) -> New | None:
    """The value of a key that is not in the file, or None where nothing was posted for it."""
    if key.holds == "section" and key.inside is not None:
        pairs = new_part(key.inside, posted, place.inside(key.name))
        return NewMapping(pairs=pairs) if pairs else None
    if key.holds in TABLES_OF:
        rows = [row for index in indices(key, posted, place) if (row := new_row(key, posted, place, index))]
        if not rows:
            return None
        if key.holds == "sections":
            return NewList(items=tuple(value for _, value in rows), by_lines=True)
        return NewMapping(pairs=tuple(rows), by_lines=True)
    said = sent(key, posted, place.prefix + key.name)
    return new_value(key, said) if said else None


def new_row(key: Key, posted: Mapping[str, str], place: Place, index: str) -> tuple[str, New] | None:
    """A row that is not in the file as its name (empty in a list) and value, or None where it is left empty."""
    inside = place.row(key.name, index)
    if key.holds == "moment_by_value":
        value: New = NewText(text=sent(DATE_CELL, posted, inside.prefix + DATE_CELL.name) or "", holds="moment")
        is_empty = isinstance(value, NewText) and not value.text
    else:
        pairs = new_part(key.inside, posted, inside) if key.inside else ()
        value = NewMapping(pairs=pairs, by_lines=_has_tables(key.inside))
        is_empty = not pairs
    cell = "" if key.holds == "sections" else name_cell(key).name
    name = unfolded(sent(name_cell(key), posted, inside.prefix + cell) or "") if cell else ""
    return None if is_empty and not name else (name, value)


def indices(key: Key, posted: Mapping[str, str], place: Place, behind: int = 0) -> Iterator[str]:
    """The numbers of rows that are posted and not in the file, which has `behind` of them; `new` ones come last."""
    pattern = re.compile(re.escape(f"{place.prefix}{key.name}-") + r"([0-9]{1,6}|new[0-9]{0,6})-")
    found = {match.group(1) for name in posted if (match := pattern.match(name))}
    numbers = sorted((int(one), one) for one in found if one.isdigit() and int(one) >= behind)
    yield from (one for _, one in numbers)
    yield from sorted((one for one in found if not one.isdigit()), key=lambda one: (len(one), one))


def _has_tables(section: Section | None) -> bool:
    return section is not None and any(key.holds in TABLES_OF for key in section.keys)
