"""Every text of a value made fit for XML, JSON and paper: no sign that breaks one, and none that steers the reader's eye."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from desirepath.report.kit.tidy import tidy
from desirepath.vocabulary.cohort import Cohort

LONGEST = 1_500
"""Nothing that is longer is read by anybody."""
_Value = TypeVar("_Value")


def legible(value: _Value) -> _Value:
    """The same value with every text in it made legible, however deep it stands."""
    found: Any = value
    if isinstance(found, str) and not isinstance(found, Enum):
        made: Any = tidy(found, LONGEST)
    elif isinstance(found, tuple):
        made = tuple(map(legible, found))
    elif isinstance(found, Cohort):
        made = Cohort(tuple(sorted((tidy(one, 120), tidy(other, 120)) for one, other in found.pairs)))
    elif is_dataclass(found) and not isinstance(found, type | date):
        made = replace(found, **{one.name: legible(getattr(found, one.name)) for one in fields(found)})
    else:
        made = found
    return made  # type: ignore[no-any-return]  # of the kind that came in
