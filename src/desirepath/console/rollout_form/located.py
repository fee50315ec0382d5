"""YAML text as a tree of nodes that know where in the text they stand, down to the character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruamel.yaml import YAML

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.connectors.rollout_file.nodes import read_nodes

FILE = "rollout.yaml"
"""What messages call the file."""
MARK = "\ufeff"
"""What some editors put before the text to say that it is UTF-8."""
_NOTHING = ("", "~", "null", "Null", "NULL")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BLANK = re.compile("(?:[ \t\r\n\x85\u2028\u2029]|(?:(?<=[ \t\r\n])|^)#[^\r\n]*)*")
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalarAt:
    """One value. `text` is what it says; `style` is "" where it stands plain, else its quote, `|` or `>`.

    `start` and `end` are offsets of its characters, without an anchor.
    """

    text: str
    style: str
    start: int
    end: int
    line: int
    last_line: int

    @property
    def is_nothing(self) -> bool:
        return not self.style and self.text in _NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAt:
    """A key and its value, or an item of a list (`key` is None), from its first character to its last.

    `head` is where its key or its dash stands. `value_from` is where a value may be written: behind the colon or dash.
    """

    head: int
    key: ScalarAt | None
    value: NodeAt
    value_from: int
    end: int

    @property
    def line(self) -> int:
        return (self.key or self.value).line

    @property
    def last_line(self) -> int:
        return max(self.line, self.value.last_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionAt:
    """A mapping or a list. `flow` says that it stands in brackets; `column` is that of its entries, from 0."""

    is_list: bool
    flow: bool
    entries: tuple[EntryAt, ...]
    column: int
    start: int
    end: int
    line: int
    last_line: int

    def entry(self, name: str) -> EntryAt | None:
        """The first entry with this key."""
        named = (one for one in self.entries if one.key is not None and one.key.text == name)
        return next(named, None)


NodeAt: TypeAlias = ScalarAt | CollectionAt


def located(text: str) -> CollectionAt:
    """The mapping that the text of a rollout file is; offsets are those in `text`, which begins with no mark.

    Raises BadInput, as the reader does, where it is no YAML or no mapping, and for aliases and tags.
    """
    read_nodes(text, FILE)
    builder = _Builder(text)
    for event in YAML(typ="safe", pure=True).parse(text):
        builder.take(event)
    if isinstance(builder.root, CollectionAt) and not builder.root.is_list:
        return builder.root
    rollout_from_text(text, FILE)
    raise AssertionError("a file that is no mapping was read")


def breaks_in(text: str) -> int:
    """How many ends of lines stand in the text."""
    return len(_BREAK.findall(text))


def past_blanks(text: str, at: int) -> int:
    """The first offset from `at` on where neither a blank nor a comment stands."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def column_of(text: str, at: int) -> int:
    """How many characters stand before `at` in its line."""
    return at - line_start(text, at)


def line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """The offset of the end of the line that `at` stands in, before its line break."""
    found = re.compile("[\r\n]").search(text, at)
    return found.start() if found else len(text)


def line_break_at(text: str, at: int, *, before: bool = False) -> str:
    """The line break that begins at `at`, or ends there; empty where none does."""
    near = text[max(0, at - 2) : at] if before else text[at : at + 2]
    if near == "\r\n":
        return near
    one = near[-1:] if before else near[:1]
    return one if one in ("\r", "\n") else ""


def comments_of(text: str, entry: EntryAt) -> list[str]:
    """The comments within an entry and behind it, up to the end of its last line."""
    scalars = sorted(_scalars_of(entry), key=lambda one: one.start)
    starts = [entry.head, *(one.end for one in scalars)]
    ends = [*(one.start for one in scalars), line_end(text, entry.end)]
    between = (text[start:end] for start, end in zip(starts, ends, strict=True))
    in_headers = (text[one.start : line_end(text, one.start)] for one in scalars if one.style in ("|", ">"))
    found = (re.findall(r"(?:(?<=\s)|^)#[^\r\n]*", part) for part in (*between, *in_headers))
    return [comment.rstrip() for comments in found for comment in comments]


def _scalars_of(entry: EntryAt) -> Iterator[ScalarAt]:
    if entry.key is not None:
        yield entry.key
    if isinstance(entry.value, ScalarAt):
        # Where nothing stands, the parser's mark says nothing.
        yield from (entry.value,) if entry.value.text or entry.value.style else ()
    else:
        for inner in entry.value.entries:
            yield from _scalars_of(inner)


@dataclass(slots=True)
class _Open:
    """A collection that has begun and not ended."""

    event: Any
    is_list: bool
    nodes: list[NodeAt] = field(default_factory=list)


class _Builder:
    def __init__(self, text: str) -> None:
        self.root: NodeAt | None = None
        self._text = text
        self._stack: list[_Open] = []

    def take(self, event: Any) -> None:  # noqa: ANN401 - ruamel's events are untyped
        match type(event).__name__:
            case "ScalarEvent":
                self._place(self._scalar(event))
            case "MappingStartEvent" | "SequenceStartEvent":
                self._stack.append(_Open(event, is_list=type(event).__name__ == "SequenceStartEvent"))
            case "MappingEndEvent" | "SequenceEndEvent":
                self._place(self._collection(self._stack.pop(), event.end_mark.index))

    def _place(self, node: NodeAt) -> None:
        if self._stack:
            self._stack[-1].nodes.append(node)
        else:
            self.root = node

    def _scalar(self, event: Any) -> ScalarAt:  # noqa: ANN401 - likewise
        start, end = self._behind_anchor(event), event.end_mark.index
        style = event.style or ""
        if style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip())
        line: int = event.start_mark.line + 1
        last = line + breaks_in(self._text[event.start_mark.index : end])
        return ScalarAt(text=str(event.value), style=style, start=start, end=end, line=line, last_line=last)

    def _behind_anchor(self, event: Any) -> int:  # noqa: ANN401 - likewise
        start: int = event.start_mark.index
        anchored = _ANCHOR.match(self._text, start) if event.anchor else None
        return past_blanks(self._text, anchored.end()) if anchored else start

    def _collection(self, opened: _Open, end: int) -> CollectionAt:
        flow = bool(opened.event.flow_style)
        start = self._behind_anchor(opened.event)
        at = start + 1 if flow else start
        entries: list[EntryAt] = []
        pairs = [(None, node) for node in opened.nodes] if opened.is_list else _paired(opened.nodes)
        for key, value in pairs:
            entries.append(
                self._entry(key, value, self._next_head(at, flow=flow), in_block_list=opened.is_list and not flow)
            )
            at = entries[-1].end
        line: int = opened.event.start_mark.line + 1
        end = end if flow else at
        return CollectionAt(
            is_list=opened.is_list,
            flow=flow,
            entries=tuple(entries),
            column=column_of(self._text, entries[0].head) if entries else 0,
            start=start,
            end=end,
            line=line,
            last_line=line + breaks_in(self._text[opened.event.start_mark.index : end]),
        )

    def _next_head(self, at: int, *, flow: bool) -> int:
        head = past_blanks(self._text, at)
        return past_blanks(self._text, head + 1) if flow and self._text[head : head + 1] == "," else head

    def _entry(self, key: ScalarAt | None, value: NodeAt, head: int, *, in_block_list: bool) -> EntryAt:
        value_from = head + 1 if in_block_list else head
        if key is not None:
            colon = past_blanks(self._text, key.end)
            value_from = colon + 1 if self._text[colon : colon + 1] == ":" else key.end
        end = value.end
        if isinstance(value, ScalarAt) and not value.text and not value.style:
            # Where nothing stands, the parser's mark may lie lines further on.
            anchored = _ANCHOR.match(self._text, past_blanks(self._text, value_from))
            end = value_from = anchored.end() if anchored else value_from
        return EntryAt(head=head, key=key, value=value, value_from=value_from, end=end)


def _paired(nodes: list[NodeAt]) -> list[tuple[ScalarAt | None, NodeAt]]:
    """Keys and values in turn. That a key is a scalar has been looked at before."""
    keys = [node for node in nodes[::2] if isinstance(node, ScalarAt)]
    return list(zip(keys, nodes[1::2], strict=True))
