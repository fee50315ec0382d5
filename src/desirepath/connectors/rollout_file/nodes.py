"""YAML text as a tree of nodes that know their line. Aliases, tags and deep nesting are refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from desirepath.vocabulary.errors import BadInput, Mistake

DEEPEST = 20
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, its text exactly as written. `plain` says that it stands without quotes."""

    line: int
    text: str
    plain: bool

    @property
    def is_nothing(self) -> bool:
        return self.plain and self.text in _NOTHING


@dataclass(slots=True)
class Entries:
    """A mapping: its keys and values in the order of the file, repeated keys included."""

    line: int
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


Node: TypeAlias = Scalar | Entries | Items


def read_nodes(text: str, file: str) -> Node | None:
    """The tree of the one document in the text, or None where there is none. Raises BadInput."""
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise BadInput(_unreadable(error, text, file)) from error
    except (YAMLError, ValueError) as error:
        what = f"this is not YAML: {' '.join(str(error).split())[:200]}"
        raise BadInput(Mistake(code="not_yaml", what=what, mend=_HOW_YAML, file=file, line=1)) from error
    return builder.root


_HOW_YAML = "Check the indentation, and put a text that holds `: ` or ` #` in quotes."


def _events(text: str) -> Iterator[Any]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _unreadable(error: MarkedYAMLError, text: str, file: str) -> Mistake:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 1
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    mend = "Indent with blanks, not with tabs." if "\t" in here else _HOW_YAML
    said = error.problem or error.context or "it cannot be read"
    return Mistake(code="not_yaml", what=f"this is not YAML: {said}", mend=mend, file=file, line=line)


class _Builder:
    """Builds the tree from parse events, one at a time, with a stack of its own instead of recursion."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self._file = file
        self._documents = 0
        self._stack: list[Entries | Items] = []
        self._keys: list[Scalar | None] = []

    def take(self, event: Any) -> None:  # noqa: ANN401 - ruamel's events are untyped
        line = event.start_mark.line + 1
        match type(event).__name__:
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    raise self._refused("several_documents", line, "a second document begins", "Write one document.")
            case "AliasEvent":
                raise self._refused("alias", line, f"`*{_shown(event.anchor)}` is an alias", "Write the value out.")
            case "ScalarEvent":
                self._refuse_tag(event, line)
                self._place(Scalar(line, str(event.value), plain=event.style in (None, "")))
            case "MappingStartEvent":
                self._refuse_tag(event, line)
                self._enter(Entries(line))
            case "SequenceStartEvent":
                self._refuse_tag(event, line)
                self._enter(Items(line))
            case "MappingEndEvent" | "SequenceEndEvent":
                self._stack.pop()
                self._keys.pop()

    def _refuse_tag(self, event: Any, line: int) -> None:  # noqa: ANN401 - likewise
        if (tag := event.ctag) is not None and str(tag) not in ("None", ""):
            raise self._refused("tag", line, f"`{tag}` is a YAML tag", "Write the plain value.")

    def _enter(self, node: Entries | Items) -> None:
        self._place(node)
        self._stack.append(node)
        self._keys.append(None)
        if len(self._stack) > DEEPEST:
            raise self._refused("too_deep", node.line, f"the file nests deeper than {DEEPEST} levels", "Flatten it.")

    def _place(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is not None:
            parent.pairs.append((key, node))
            self._keys[-1] = None
        elif isinstance(node, Scalar):
            self._keys[-1] = node
        else:
            raise self._refused("odd_key", node.line, "a list or a mapping stands where a key has to", _HOW_YAML)

    def _refused(self, code: str, line: int, what: str, mend: str) -> BadInput:
        return BadInput(Mistake(code=code, what=what, mend=mend, file=self._file, line=line))


def _shown(anchor: object) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in str(anchor))
