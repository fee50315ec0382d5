"""The kinds of values that stand in documents."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

Count: TypeAlias = Annotated[int, Meta(ge=0)]
HiddenCount: TypeAlias = Annotated[int, Meta(ge=0, description="null where the group is below the floor")] | None
Share: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
RolloutId: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9-]+$")]
Id: TypeAlias = Annotated[str, Meta(pattern="^[A-Za-z][A-Za-z0-9_-]*$")]
Period: TypeAlias = Annotated[str, Meta(pattern="^(baseline|since_go_live|week_[1-9][0-9]*)$")]
Day: TypeAlias = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
UtcTime: TypeAlias = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
LocalTime: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d(:\d\d)?)?$",
        description="a local date where it is local midnight, else a date-time with its offset",
    ),
]
CohortDocument: TypeAlias = Annotated[
    dict[str, str],
    Meta(max_length=2, description="attribute and value; empty means everyone"),
]
