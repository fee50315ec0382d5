"""One event as a client sent it, whichever interface it came by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

Sent: TypeAlias = tuple[str, dict[str, Any], Any, Any, Any, str | None, str | None]
"""Name, properties, time, person, id, table, and `unmapped`: values as they were sent, any of JSON.

The name is looked up in the mappings, unless a table says that the properties are the columns of one of ours. Where
`unmapped` is said, a name without a mapping is not used, and there is nothing to mend. A plain tuple, as one is made
for every event that comes in.
"""


class SentAtOnce(NamedTuple):
    """All events of a request, one list of each thing that they say. Properties are objects; the rest is any JSON.

    `is_plain` as a body is that was read: no text has more than 256 signs, or an at sign.
    """

    names: Sequence[Any]
    properties: Sequence[Any]
    at: Sequence[Any]
    users: Sequence[Any]
    ids: Sequence[Any]
    is_plain: bool = False

    def at_places(self, places: Sequence[int]) -> SentAtOnce:
        """Some of the events."""
        names, properties, at, users, ids = ([column[place] for place in places] for column in self[:-1])
        return SentAtOnce(names, properties, at, users, ids, self.is_plain)
