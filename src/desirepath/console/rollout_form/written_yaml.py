"""New values as YAML: as plain as they can be where they stand, and quoted where they would be read as another thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from desirepath.console.rollout_form.located import ScalarAt
from desirepath.vocabulary.file_keys import Holds
from desirepath.vocabulary.rollout_keys import MOMENT_PATTERN

_SAID_OTHERWISE = re.compile(
    r"""(?ix) ~|null|true|false|yes|no|on|off|y|n|=|<<|\.nan|[-+]?\.inf
    |[-+]?0x[0-9a-f_]+|[-+]?0[ob][0-7_]+|[-+]?[0-9][0-9_,]*(:[0-5]?[0-9])*(\.[0-9_]*)?(e[-+]?[0-9]+)?|[-+]?\.[0-9_]+(e[-+]?[0-9]+)?
    |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t\ ]\ *[0-9].*)?"""
)
"""What some reader of YAML takes for a number, a date, yes or no, or nothing."""
_NOTHING = re.compile(r"(?i)~|null")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`="


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A value that is not in the file yet. `holds` is what the reader wants there."""

    text: str
    holds: Holds = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewList:
    """A list that is not in the file yet. `by_lines`: one item a line, where it does not stand in brackets."""

    items: tuple[New, ...]
    by_lines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMapping:
    """A mapping that is not in the file yet, by lines or in brackets. A value None is written `null`."""

    pairs: tuple[tuple[str, New | None], ...]
    by_lines: bool = False


New: TypeAlias = NewText | NewList | NewMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Indents:
    """How far the file indents what stands below a key: lists by their dash, mappings by their keys."""

    lists: int = 2
    mappings: int = 2
    behind_dash: int = 2


def scalar(text: str, holds: Holds, *, in_flow: bool) -> str:
    """The text as one value on one line, plain where it can be."""
    if holds in ("whole", "amount") and _NUMBER.fullmatch(text):
        return text
    if holds == "yes_no" and text in ("true", "false"):
        return text
    if holds in ("moment", "day") and re.fullmatch(MOMENT_PATTERN, text):
        return text
    if _SAID_OTHERWISE.fullmatch(text) or not _can_be_plain(text, in_flow=in_flow):
        return _in_double_quotes(text)
    return text


def rewritten(old: ScalarAt, text: str, holds: Holds, source: str, *, in_flow: bool) -> str:
    """The text in place of an old value, in the quotes or the block that the old one had, where it can be."""
    fresh = scalar(text, holds, in_flow=in_flow)
    if holds in ("whole", "amount", "yes_no") and fresh == text:
        return fresh
    if old.style in ("|", ">"):
        return _as_block(old, text, source) or fresh
    if old.style == "'" and _is_visible(text):
        return "'" + text.replace("'", "''") + "'"
    if old.style in ("'", '"'):
        return _in_double_quotes(text)
    same_sort = _SAID_OTHERWISE.fullmatch(old.text) and _SAID_OTHERWISE.fullmatch(text) and not _NOTHING.fullmatch(text)
    return text if same_sort and _can_be_plain(text, in_flow=in_flow) else fresh


def in_brackets(new: New | None) -> str:
    """The value on one line."""
    match new:
        case None:
            return "null"
        case NewText(text=text, holds=holds):
            return scalar(text, holds, in_flow=True)
        case NewList(items=items):
            return f"[{', '.join(in_brackets(item) for item in items)}]"
        case NewMapping(pairs=pairs):
            return "{" + ", ".join(flow_entry(name, value) for name, value in pairs) + "}"


def flow_entry(name: str, value: New | None) -> str:
    """A key and its value within brackets."""
    return f"{scalar(name, 'text', in_flow=True)}: {in_brackets(value)}"


def block_entry(name: str, value: New | None, column: int, indents: Indents) -> str:
    """A key and its value by lines; all but the first are indented for a key in this column."""
    key = scalar(name, "text", in_flow=False)
    match value:
        case NewText(text=text, holds=holds):
            return f"{key}: {scalar(text, holds, in_flow=False)}"
        case NewList(by_lines=True) | NewMapping(by_lines=True):
            return f"{key}:{below(value, column, indents)}"
        case _:
            return f"{key}: {in_brackets(value)}"


def below(value: NewList | NewMapping, column: int, indents: Indents) -> str:
    """A list or mapping by lines, each begun with a line break, below a key in this column."""
    if isinstance(value, NewList):
        dash = column + indents.lists
        return "".join(f"\n{' ' * dash}{block_item(item, dash, indents)}" for item in value.items)
    inner = column + indents.mappings
    return "".join(f"\n{' ' * inner}{block_entry(name, one, inner, indents)}" for name, one in value.pairs)


def block_item(item: New, column: int, indents: Indents) -> str:
    """An item of a list whose dash stands in this column, the dash included."""
    dash = "-" + " " * (indents.behind_dash - 1)
    if isinstance(item, NewMapping) and item.by_lines:
        inner = column + indents.behind_dash
        return dash + f"\n{' ' * inner}".join(block_entry(name, one, inner, indents) for name, one in item.pairs)
    return dash + (scalar(item.text, item.holds, in_flow=False) if isinstance(item, NewText) else in_brackets(item))


def _can_be_plain(text: str, *, in_flow: bool) -> bool:
    if not text or text != text.strip() or not _is_visible(text) or text[0] in _INDICATORS or text.startswith("..."):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (in_flow and re.search(r"[,\[\]{}:?]", text))


def _is_visible(text: str) -> bool:
    return all(letter.isprintable() for letter in text)


def _in_double_quotes(text: str) -> str:
    known = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(known.get(letter) or _escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _as_block(old: ScalarAt, text: str, source: str) -> str | None:
    """The text below the old header `|` or `>`, or None where a block cannot hold it as it stands."""
    header, broke, content = source[old.start : old.end].partition("\n")
    first = next((line for line in content.split("\n") if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" "))]
    lines = text.split("\n")
    if not broke or not indent or re.search(r"[0-9]", header.partition("#")[0]):
        return None
    if not all(line and line == line.strip() and _is_visible(line) for line in lines):
        return None
    if len(lines) > 1 and header.startswith(">"):
        header = "|" + header[1:]
    return header + "".join(f"\n{indent}{line}" for line in lines)
