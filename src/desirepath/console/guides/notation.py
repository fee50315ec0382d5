"""Blocks as lines of text, one text for each language: what people write, and what it is read as.

`# heading`, `- point`, `1. step`, `✓ right`, `✗ wrong`, `! note`, `[text](https://…)`; any other line is a paragraph. A
line that begins with two spaces goes on with the one before. An empty line parts two lists. A mark alone, or `…`, stands
for what is not translated yet. A backslash before a mark makes it a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from desirepath.vocabulary.guidance.words import Block, Blocks, Example, Heading, Link, Listed, Note, Paragraph, Words

UNTRANSLATED = "…"
_MARKS = {"#": "heading", "-": "point", "✓": "right", "✗": "wrong", "!": "note"}
_SIGNS = {kind: sign for sign, kind in _MARKS.items()}
_MARKED = re.compile(r"([#✓✗!-]|[0-9]{1,3}[.)])(?:[ \t]+(.*))?$")
_LINK = re.compile(r"\[(.*)\]\((https://\S+)\)$")


class Unlike(Exception):
    """Texts in several languages that do not have the same parts. Its words say where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line, with those that go on with it. `begins` says that it is the first of its list; `to` is a link's."""

    kind: str
    text: str
    to: str = ""
    begins: bool = False

    @property
    def shape(self) -> tuple[str, str, bool]:
        """What has to be the same in every language."""
        return self.kind, self.to, self.begins


def read_blocks(texts: Mapping[str, str]) -> Blocks:
    """The blocks of texts by language; a language without any text is left out. Raises Unlike."""
    read = {language: parts for language, text in texts.items() if (parts := _parts(text))}
    if not read:
        return ()
    first, *others = read
    for other in others:
        _refuse_unlike(first, read[first], other, read[other])
    listed = [{language: parts[at].text for language, parts in read.items()} for at in range(len(read[first]))]
    for number, words in enumerate(listed, start=1):
        if not any(words.values()):
            raise Unlike(_("Part %(number)s has no words") % {"number": number})
    told = [{language: text for language, text in words.items() if text} for words in listed]
    return tuple(_blocks(list(zip(read[first], told, strict=True))))


def write_blocks(blocks: Blocks, language: str) -> str:
    """The text of one language; empty where no block has it."""
    parts = [part for block in blocks for part in _written(block, language)]
    return "\n".join(_lines(parts)) if any(part.text for part in parts) else ""


def tidy(text: str) -> str:
    """A text without white space around its lines, and without empty ones."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _parts(text: str) -> list[Part]:
    parts: list[Part] = []
    gap = True
    for line in text.splitlines():
        if not line.strip():
            gap = True
            continue
        if line.startswith("  ") and not gap:
            parts[-1] = replace(parts[-1], text="\n".join(filter(None, (parts[-1].text, line.strip()))))
            continue
        one = _part(line.strip())
        alone = gap or not parts or parts[-1].kind != one.kind
        parts.append(replace(one, begins=alone) if one.kind in {"point", "number"} else one)
        gap = False
    return parts


def _part(line: str) -> Part:
    if line.startswith("\\"):
        return Part(kind="paragraph", text=line[1:].strip())
    if line == UNTRANSLATED:
        return Part(kind="paragraph", text="")
    if found := _LINK.match(line):
        return Part(kind="link", text=found[1].strip(), to=found[2])
    if found := _MARKED.match(line):
        return Part(kind=_MARKS.get(found[1], "number"), text=(found[2] or "").strip())
    return Part(kind="paragraph", text=line)


def _refuse_unlike(first: str, parts: list[Part], other: str, others: list[Part]) -> None:
    for number, (one, another) in enumerate(zip(parts, others, strict=False), start=1):
        if one.shape != another.shape:
            says = _("Part %(number)s is not the same in %(first)s and %(other)s: both begin with the same mark")
            raise Unlike(says % {"number": number, "first": first, "other": other})
    if len(parts) != len(others):
        says = _(
            "%(first)s has %(n)s parts and %(other)s %(m)s: write … or a mark alone where something is not translated"
        )
        raise Unlike(says % {"first": first, "n": len(parts), "other": other, "m": len(others)})


def _blocks(parts: list[tuple[Part, Words]]) -> Iterator[Block]:
    at = 0
    while at < len(parts):
        part, words = parts[at]
        end = at + 1
        if part.kind in {"point", "number"}:
            while end < len(parts) and parts[end][0].kind == part.kind and not parts[end][0].begins:
                end += 1
            yield Listed(items=tuple(said for _, said in parts[at:end]), ordered=part.kind == "number")
        else:
            yield _block(part, words)
        at = end


def _block(part: Part, words: Words) -> Block:
    match part.kind:
        case "heading":
            return Heading(text=words)
        case "right" | "wrong":
            return Example(text=words, right=part.kind == "right")
        case "note":
            return Note(text=words)
        case "link":
            return Link(text=words, to=part.to)
        case _:
            return Paragraph(text=words)


def _written(block: Block, language: str) -> Iterator[Part]:
    match block:
        case Listed(items=items, ordered=ordered):
            for at, item in enumerate(items):
                kind = "number" if ordered else "point"
                yield Part(kind=kind, text=tidy(item.get(language, "")), begins=at == 0)
        case Link(text=words, to=to):
            yield Part(kind="link", text=" ".join(words.get(language, "").split()), to=to)
        case Example(text=words, right=right):
            yield Part(kind="right" if right else "wrong", text=tidy(words.get(language, "")))
        case Heading(text=words) | Note(text=words) | Paragraph(text=words):
            yield Part(kind=str(type(block).__struct_config__.tag), text=tidy(words.get(language, "")))


def _lines(parts: list[Part]) -> Iterator[str]:
    number, before = 0, ""
    for part in parts:
        number = 1 if part.begins else number + 1
        if part.begins and before == part.kind:
            yield ""
        before = part.kind
        yield _line(part, number).replace("\n", "\n  ")


def _line(part: Part, number: int) -> str:
    match part.kind:
        case "link":
            return f"[{part.text}]({part.to})"
        case "number":
            return f"{number}. {part.text}".rstrip()
        case "paragraph":
            return _escaped(part.text) if part.text else UNTRANSLATED
        case _:
            return f"{_SIGNS[part.kind]} {part.text}".rstrip()


def _escaped(text: str) -> str:
    line = text.partition("\n")[0]
    read = _part(line)
    return text if not line.startswith("\\") and read == Part(kind="paragraph", text=line) else f"\\{text}"
