"""The BPMN elements of a file as a tree that knows its lines; what other namespaces add is passed over.

No document type and no entity is read, and a file has bounds: bytes, depth and elements.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from desirepath.vocabulary.errors import BadInput, Mistake

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
"""The namespace of BPMN 2.0."""
LARGEST = 10_000_000
"""Bytes of the largest file that is read."""
DEEPEST = 200
MOST_ELEMENTS = 20_000
"""BPMN elements of the largest file that is read; how they are drawn does not count."""
_FOREIGN = "extensionElements"
_LONGEST_NAME = 60


@dataclass(slots=True)
class Element:
    """One BPMN element: its kind is the local name, `text` what stands in it outside other elements."""

    kind: str
    line: int
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    text: str = ""

    @property
    def id(self) -> str:
        """The id, or nothing."""
        return self.attributes.get("id", "").strip()

    @property
    def name(self) -> str:
        """The name on one line, or nothing."""
        return " ".join(self.attributes.get("name", "").split())

    def says(self, attribute: str) -> bool:
        """Whether the attribute is true."""
        return self.attributes.get(attribute, "").strip() in ("true", "1")

    def each(self, *kinds: str) -> Iterator[Element]:
        """The elements directly inside of these kinds."""
        return (element for element in self.inside if element.kind in kinds)

    def everything(self) -> Iterator[Element]:
        """The element itself and all below it, in the order of the file."""
        ahead = [self]
        while ahead:
            element = ahead.pop()
            yield element
            ahead.extend(reversed(element.inside))

    def __str__(self) -> str:
        """As a message calls it: the kind in words, the id, the name."""
        kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shown(self.kind)).lower()
        kind = kind.replace("sub process", "sub-process").replace("event based", "event-based")
        name = f" ({shown(self.name)})" if self.name else ""
        return f"{kind} `{shown(self.id)}`{name}" if self.id else f"{kind} without an id{name}"


def harmless(text: str) -> str:
    """A text of the file as it can be shown: signs that steer a terminal are replaced."""
    return "".join(
        letter if letter.isprintable() and unicodedata.category(letter) not in ("Cs", "Cf") else "\ufffd"
        for letter in text
    )


def shown(text: str) -> str:
    """A text of the file as a message shows it: short and harmless."""
    visible = harmless(text)
    return visible if len(visible) <= _LONGEST_NAME else visible[:_LONGEST_NAME] + "…"


def read_tree(file: Path) -> Element:
    """The `definitions` of a BPMN 2.0 file. Raises BadInput; OSError where the file cannot be opened."""
    with file.open("rb") as opened:
        raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        what = f"the file is larger than {LARGEST:,} bytes"
        raise BadInput(Mistake(code="too_large", what=what, mend="Is this a BPMN model?", file=str(file)))
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    reader = _Reader(parser, str(file))
    try:
        parser.Parse(raw, True)  # noqa: FBT003 - expat takes it by place
    except expat.ExpatError as error:
        raise reader.refused(
            "not_well_formed",
            f"it is not well-formed XML: {expat.ErrorString(error.code)}",
            "Export the model again.",
            error.lineno,
        ) from error
    return reader.root


class _Reader:
    """Builds the tree while the parser goes over the file."""

    def __init__(self, parser: expat.XMLParserType, file: str) -> None:
        self.root = Element("", 1, {})
        self._parser, self._file = parser, file
        self._open: list[Element] = [self.root]
        self._depth = self._foreign = self._elements = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._declared

    def refused(self, code: str, what: str, mend: str, line: int | None = None) -> BadInput:
        """The file as refused at a line; without one, at the line that is being read."""
        at = line or self._parser.CurrentLineNumber
        return BadInput(Mistake(code=code, what=what, mend=mend, file=self._file, line=at))

    def _declared(self, *_: object) -> None:
        what = "it declares a document type or an entity, which is not read"
        raise self.refused("dtd_not_allowed", what, "Save it without.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            what = f"it nests deeper than {DEEPEST} levels"
            raise self.refused("too_deep", what, "Draw fewer sub-processes inside sub-processes.")
        namespace, _, kind = tag.rpartition(" ")
        if self._depth == 1:
            self._begin(namespace, kind, attributes)
        elif self._foreign or namespace != MODEL or kind == _FOREIGN:
            self._foreign += 1
        else:
            self._elements += 1
            if self._elements > MOST_ELEMENTS:
                what = f"it has more than {MOST_ELEMENTS:,} BPMN elements"
                raise self.refused("too_large", what, "Export one process of the model by itself.")
            element = Element(kind, self._parser.CurrentLineNumber, attributes)
            self._open[-1].inside.append(element)
            self._open.append(element)

    def _begin(self, namespace: str, kind: str, attributes: dict[str, str]) -> None:
        mend = "Export the model as BPMN 2.0."
        if kind != "definitions":
            what = f"it begins with `{shown(kind)}`, but a BPMN file with `definitions`"
            raise self.refused("not_bpmn", what, mend)
        if namespace != MODEL:
            is_now = f"in the namespace `{shown(namespace)}`" if namespace else "in no namespace"
            raise self.refused("not_bpmn", f"it is written {is_now}, but BPMN 2.0 in `{MODEL}`", mend)
        self.root.kind, self.root.attributes = kind, attributes
        self.root.line = self._parser.CurrentLineNumber

    def _text(self, text: str) -> None:
        if not self._foreign:
            self._open[-1].text += text

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._foreign:
            self._foreign -= 1
        elif self._depth:
            self._open.pop()
