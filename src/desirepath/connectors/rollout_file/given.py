"""A mapping of the file beside the section that describes it, and the mistakes found while reading."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from desirepath.connectors.rollout_file.nodes import Entries, Items, Node, Scalar
from desirepath.vocabulary.errors import Mistake, did_you_mean
from desirepath.vocabulary.file_keys import Key, Section

T = TypeVar("T")


class Mistakes:
    """What is wrong in one file, as far as it has been read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Mistake] = []

    def add(self, code: str, at: Node | int, what: str, mend: str = "") -> None:
        line = at if isinstance(at, int) else at.line
        self._found.append(Mistake(code=code, what=what, mend=mend, file=self.file, line=line))

    def in_order(self) -> tuple[Mistake, ...]:
        """All of them, by line; what was found first stays first within a line."""
        return tuple(sorted(dict.fromkeys(self._found), key=lambda mistake: mistake.line or 0))


Reader: TypeAlias = Callable[[Node, Key, Mistakes], T | None]


def quoted(text: str) -> str:
    """A text of the file as a message shows it: short, on one line, harmless on a terminal."""
    return f"`{harmless(text)}`"


def harmless(text: str) -> str:
    """The same without the quotes: as the name of a key that the file itself names."""
    visible = "".join(
        letter if letter.isprintable() and unicodedata.category(letter) not in ("Cs", "Cf") else "�" for letter in text
    )
    return visible if len(visible) <= 60 else visible[:60] + "…"


def shown(node: Node) -> str:
    """What stands there, in words for a message."""
    match node:
        case Entries():
            return "a mapping"
        case Items():
            return "a list"
        case Scalar() if node.is_nothing or not node.text.strip():
            return "empty"
        case Scalar(text=text, plain=plain):
            return quoted(text) if plain else f"the text {quoted(text)}"


def example(key: Key) -> str:
    return f"Write for example `{key.name}: {key.example}`."


def entries(node: Node, key: Key, mistakes: Mistakes) -> list[tuple[Scalar, Node]]:
    """The entries of a mapping by free names; a name that comes twice is a mistake and counts once."""
    if not isinstance(node, Entries):
        mistakes.add("wrong_type", node, f"`{key.name}` is {shown(node)}, but must be a mapping", example(key))
        return []
    return list(_without_repeats(node, f"in `{key.name}`", mistakes))


def items(node: Node, key: Key, mistakes: Mistakes) -> list[Node]:
    """The items of a list."""
    if not isinstance(node, Items):
        mistakes.add("wrong_type", node, f"`{key.name}` is {shown(node)}, but must be a list", example(key))
        return []
    return node.items


def _without_repeats(node: Entries, where: str, mistakes: Mistakes) -> Iterator[tuple[Scalar, Node]]:
    first: dict[str, Scalar] = {}
    for name, value in node.pairs:
        if name.text in first:
            told = f"{quoted(name.text)} stands twice {where}"
            mistakes.add("repeated_key", name, told, f"It stands in line {first[name.text].line} already.")
            continue
        first[name.text] = name
        yield name, value


class Given:
    """One mapping as given. Unknown, repeated, missing and empty keys are noted as it is made."""

    def __init__(self, node: Entries, section: Section, mistakes: Mistakes) -> None:
        self.line = node.line
        self._section = section
        self._mistakes = mistakes
        self._values: dict[str, Node] = {}
        self._lines: dict[str, int] = {}
        for name, value in _without_repeats(node, f"in {section.title}", mistakes):
            self._note(name, value)
        for key in section.keys:
            if key.required and key.name not in self._lines and key.unless not in self._lines:
                mistakes.add("missing_key", node, f"{section.title} lacks `{key.name}`, {key.meaning}", example(key))

    def _note(self, name: Scalar, value: Node) -> None:
        known = [key.name for key in self._section.keys]
        if name.text not in known:
            told = f"{quoted(name.text)} is not a key of {self._section.title}"
            self._mistakes.add("unknown_key", name, told, did_you_mean(name.text, known))
            return
        self._lines[name.text] = name.line
        if isinstance(value, Scalar) and value.is_nothing:
            told = f"`{name.text}` is empty"
            key = self._section.key(name.text)
            self._mistakes.add("empty", name, told, example(key) + ("" if key.required else " Or remove the key."))
            return
        self._values[name.text] = value

    def has(self, name: str) -> bool:
        """Whether the key stands in the file, with a value or without."""
        return name in self._lines

    def line_of(self, name: str) -> int:
        """The line of the key, or of the whole mapping where the key is absent."""
        return self._lines.get(name, self.line)

    def node(self, name: str) -> Node | None:
        return self._values.get(name)

    def key(self, name: str) -> Key:
        return self._section.key(name)

    def read(self, name: str, reader: Reader[T]) -> T | None:
        """The key's value as the reader reads it; None where it is absent or wrong (which is then noted)."""
        node = self._values.get(name)
        return None if node is None else reader(node, self._section.key(name), self._mistakes)

    def names(self, name: str) -> list[tuple[Scalar, Node]]:
        """The entries of the key's mapping by free names; none where it is absent or no mapping."""
        node = self._values.get(name)
        return [] if node is None else entries(node, self._section.key(name), self._mistakes)

    def inside(self, name: str) -> Given | None:
        """The key's mapping as its own section; None where it is absent or no mapping."""
        node = self._values.get(name)
        return None if node is None else given(node, self._section.key(name), self._mistakes)

    def each(self, name: str) -> list[Given]:
        """The key's list of mappings, each as its section."""
        node = self._values.get(name)
        key = self._section.key(name)
        listed = [] if node is None else items(node, key, self._mistakes)
        if isinstance(node, Items) and not listed and key.required:
            self._mistakes.add("empty", node, f"`{name}` is an empty list", example(key))
        return [one for item in listed if (one := given(item, key, self._mistakes)) is not None]


def given(node: Node, key: Key, mistakes: Mistakes) -> Given | None:
    """A node as the section that the key holds; None where it is no mapping (which is then noted)."""
    section = key.inside
    if section is None:
        raise TypeError(f"the key {key.name} holds no section")
    if isinstance(node, Entries):
        return Given(node, section, mistakes)
    what = f"{section.title} is {shown(node)}, but must be a mapping"
    mistakes.add("wrong_type", node, what, f"It has the keys {', '.join(f'`{one.name}`' for one in section.keys)}.")
    return None
