"""Changes of a text by place: what is put where, and what is taken out of a mapping or a list with its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from desirepath.console.rollout_form.located import (
    CollectionAt,
    EntryAt,
    comments_of,
    line_break_at,
    line_end,
    line_start,
    past_blanks,
)
from desirepath.console.rollout_form.written_yaml import (
    Indents,
    New,
    NewText,
    below,
    block_entry,
    block_item,
    flow_entry,
    in_brackets,
    scalar,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The characters from `start` up to `end` give way to `put`."""

    start: int
    end: int
    put: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. They do not overlap; those at one place are made in the order given."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < at:
            raise AssertionError(f"two changes overlap at {edit.start}")
        parts += (text[at : edit.start], edit.put)
        at = edit.end
    return "".join([*parts, text[at:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new entry: behind which one it goes (-1: before all), its key (None in a list), its value."""

    behind: int
    name: str | None
    value: New | None


@dataclass(slots=True, kw_only=True)
class Alterations:
    """What happens to one mapping or list of the text.

    `removed` are numbers of entries; `within` are edits inside entries that stay. Where `keeps_comments`, what is
    said behind or within a removed entry stays, in lines of its own.
    """

    text: str
    node: CollectionAt
    indents: Indents
    removed: set[int] = field(default_factory=set)
    added: list[Added] = field(default_factory=list)
    within: list[Edit] = field(default_factory=list)
    keeps_comments: bool = False

    @property
    def leaves_nothing(self) -> bool:
        """Whether no entry is left."""
        return bool(self.removed) and not self.added and len(self.removed) == len(self.node.entries)

    def edits(self) -> Iterator[Edit]:
        """All edits together, those inside entries first."""
        kept = [number for number in range(len(self.node.entries)) if number not in self.removed]
        yield from self.within
        if not kept:
            yield from self._all_anew() if self.removed or self.added else ()
            return
        yield from self._cuts_in_flow(kept) if self.node.flow else self._cuts_by_lines(kept)
        for one in self.added:
            before = [number for number in kept if number <= one.behind]
            yield self._behind(self.node.entries[before[-1]], one) if before else self._before(kept[0], one)

    def _written(self, one: Added) -> str:
        if self.node.flow:
            return in_brackets(one.value) if one.name is None else flow_entry(one.name, one.value)
        if one.name is None:
            return block_item(one.value or NewText(text=""), self.node.column, self.indents)
        return block_entry(one.name, one.value, self.node.column, self.indents)

    def _all_anew(self) -> Iterator[Edit]:
        written = [self._written(one) for one in self.added]
        if self.node.flow:
            yield Edit(start=self.node.start + 1, end=self.node.end - 1, put=", ".join(written))
        elif written:
            put = f"\n{' ' * self.node.column}".join(written)
            yield Edit(start=self.node.entries[0].head, end=self.node.end, put=put)

    def _behind(self, entry: EntryAt, one: Added) -> Edit:
        if self.node.flow:
            return Edit(start=entry.end, end=entry.end, put=f", {self._written(one)}")
        at = line_end(self.text, entry.end)
        return Edit(start=at, end=at, put=f"\n{' ' * self.node.column}{self._written(one)}")

    def _before(self, first_kept: int, one: Added) -> Edit:
        head = self.node.entries[first_kept].head
        between = ", " if self.node.flow else f"\n{' ' * self.node.column}"
        return Edit(start=head, end=head, put=f"{self._written(one)}{between}")

    def _runs(self, kept: list[int]) -> Iterator[tuple[int, int]]:
        """Removed entries that follow each other, as first and last number."""
        ends = [-1, *kept, len(self.node.entries)]
        yield from ((low + 1, high - 1) for low, high in pairwise(ends) if high - low > 1)

    def _cuts_in_flow(self, kept: list[int]) -> Iterator[Edit]:
        entries = self.node.entries
        for first, last in self._runs(kept):
            start, end = (
                (entries[0].head, entries[last + 1].head) if first == 0 else (entries[first - 1].end, entries[last].end)
            )
            if "#" not in self._between_entries(start, end, first, last):
                yield Edit(start=start, end=end, put="")
                continue
            for entry in entries[first : last + 1]:
                comma = past_blanks(self.text, entry.end)
                yield Edit(start=entry.head, end=entry.end, put="")
                if self.text[comma] == ",":
                    yield Edit(start=comma, end=comma + 1, put="")

    def _between_entries(self, start: int, end: int, first: int, last: int) -> str:
        """What is cut beside the entries themselves."""
        taken = [Edit(start=one.head, end=one.end, put="") for one in self.node.entries[first : last + 1]]
        return edited(self.text[:end], taken)[start:]

    def _cuts_by_lines(self, kept: list[int]) -> Iterator[Edit]:
        entries = self.node.entries
        for first, last in self._runs(kept):
            head = entries[first].head
            if self._begins_its_line(entries[first]):
                yield from (self._line_cut(entry) for entry in entries[first : last + 1])
            elif not self._between_entries(head, entries[last + 1].head, first, last).strip():
                yield Edit(start=head, end=entries[last + 1].head, put="")
            else:
                yield from (Edit(start=entry.head, end=entry.end, put="") for entry in entries[first : last + 1])

    def _begins_its_line(self, entry: EntryAt) -> bool:
        return not self.text[line_start(self.text, entry.head) : entry.head].strip()

    def _line_cut(self, entry: EntryAt) -> Edit:
        """The lines of an entry with the break before them, so that something may be put behind them all the same."""
        start, end = line_start(self.text, entry.head), line_end(self.text, entry.end)
        if self.keeps_comments and (said := comments_of(self.text, entry)):
            return Edit(start=entry.head, end=end, put=f"\n{' ' * self.node.column}".join(said))
        if start == 0:
            return Edit(start=0, end=end + len(line_break_at(self.text, end)), put="")
        return Edit(start=start - len(line_break_at(self.text, start, before=True)), end=end, put="")


def value_instead(changes: Alterations, entry: EntryAt, value: New) -> list[Edit]:
    """A new value for an entry where nothing stands, or in place of one of the wrong sort."""
    text, node = changes.text, changes.node
    is_empty = entry.end == entry.value_from
    if is_empty and not node.flow and entry.key is not None and not isinstance(value, NewText) and value.by_lines:
        at = line_end(text, entry.end)
        return [Edit(start=at, end=at, put=below(value, node.column, changes.indents))]
    put = scalar(value.text, value.holds, in_flow=node.flow) if isinstance(value, NewText) else in_brackets(value)
    lacks_colon = is_empty and entry.key is not None and entry.value_from == entry.key.end
    return [Edit(start=entry.value_from, end=entry.end, put=f"{':' if lacks_colon else ''} {put}")]
