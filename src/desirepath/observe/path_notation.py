"""The path notation: `submit (owner | director)? pay` read into a tree, and a tree written back.

Postfix `?`, `*`, `+` bind tightest, then steps in order, then `&`, then `|`. Columns count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from desirepath.vocabulary.path import AnyNumber, AnyOrder, AtLeastOnce, Diagram, Either, InOrder, Maybe, One, Path

DEEPEST = 50
"""Parentheses nested deeper than this are refused: nobody can read them, and the parser recurses."""
LONGEST = 10_000
"""Characters of the longest path that is read."""

_TOKEN = re.compile(r"\s*(?:(?P<step>[A-Za-z][A-Za-z0-9_-]*)|(?P<sign>[?*+|&()])|(?P<odd>\S[^\s?*+|&()]*))")
_LOOKALIKES = {"→": "a blank", "->": "a blank", "-->": "a blank", ",": "a blank", "then": "a blank", ";": "a blank"}
_POSTFIX: dict[str, Callable[[Path], Path]] = {"?": Maybe, "*": AnyNumber, "+": AtLeastOnce}


class PathMistake(ValueError):
    """A path that cannot be read: what is wrong, in which column, and how to mend it."""

    def __init__(self, what: str, column: int, mend: str) -> None:
        super().__init__(f"{what} at column {column}. {mend}")
        self.what = what
        self.column = column
        self.mend = mend


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def parse_path(text: str) -> Path:
    """The path that the text writes. Raises PathMistake with the column and a hint."""
    if len(text) > LONGEST:
        raise PathMistake(f"the path is longer than {LONGEST:,} characters", LONGEST + 1, "Split the workflow.")
    tokens = _tokens(text)
    if not tokens:
        raise PathMistake("the path is empty", 1, "Write its steps in order, for example `submit approve pay`.")
    return _Parser(tokens, end=len(text.rstrip()) + 1).whole()


def written(path: Path) -> str:
    """The path in notation, with no more parentheses than it needs; parsing it gives the same path.

    Raises ValueError for a drawn model, whose order the notation need not be able to tell.
    """
    return _written(path, 0)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while match := _TOKEN.match(text, at):
        kind = str(match.lastgroup)
        token = _Token(kind, match.group(kind), match.start(kind) + 1)
        if kind == "odd":
            raise _bad_id(token)
        tokens.append(token)
        at = match.end()
    return tokens


def _bad_id(token: _Token) -> PathMistake:
    for lookalike, instead in _LOOKALIKES.items():
        if token.text.startswith(lookalike):
            return PathMistake(
                f"`{lookalike}` is not part of the notation", token.column, f"Write {instead} between steps in order."
            )
    shown = token.text if len(token.text) <= 40 else token.text[:40] + "…"
    return PathMistake(
        f"`{shown}` is not a step id",
        token.column,
        "An id is a letter, then letters, digits, `_` or `-`; the names of the log go into `activities` of the step.",
    )


class _Parser:
    """Recursive descent over the tokens, one method per level of binding."""

    def __init__(self, tokens: list[_Token], *, end: int) -> None:
        self._tokens = tokens
        self._end = end
        self._at = 0
        self._open: list[_Token] = []

    def whole(self) -> Path:
        path = self._either()
        if (left := self._peek()) is not None:
            raise PathMistake("`)` closes nothing", left.column, "Remove it, or write the `(` that it belongs to.")
        return path

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next_is(self, sign: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "sign" and token.text == sign

    def _either(self) -> Path:
        parts = [self._any_order()]
        while self._next_is("|"):
            self._at += 1
            parts.append(self._any_order())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _any_order(self) -> Path:
        parts = [self._in_order()]
        while self._next_is("&"):
            self._at += 1
            parts.append(self._in_order())
        return parts[0] if len(parts) == 1 else AnyOrder(tuple(parts))

    def _in_order(self) -> Path:
        parts: list[Path] = []
        while (token := self._peek()) is not None and (token.kind == "step" or token.text == "("):
            parts.append(self._repeated())
        if not parts:
            raise self._nothing_here()
        return parts[0] if len(parts) == 1 else InOrder(tuple(parts))

    def _repeated(self) -> Path:
        path = self._single()
        marks = 0
        while (token := self._peek()) is not None and token.text in _POSTFIX:
            self._at += 1
            marks += 1
            if marks > DEEPEST:
                raise PathMistake(f"more than {DEEPEST} marks follow one step", token.column, "One of them is enough.")
            path = _POSTFIX[token.text](path)
        return path

    def _single(self) -> Path:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "step":
            return One(token.text)
        if len(self._open) >= DEEPEST:
            raise PathMistake(f"parentheses are nested deeper than {DEEPEST}", token.column, "Write it more simply.")
        self._open.append(token)
        path = self._either()
        if not self._next_is(")"):
            raise PathMistake("`(` is never closed", token.column, "Write the `)` where the group ends.")
        self._at += 1
        self._open.pop()
        return path

    def _nothing_here(self) -> PathMistake:
        """Why no step stands where one has to."""
        token = self._peek()
        before = self._tokens[self._at - 1] if self._at else None
        if token is not None and token.text == ")" and before is not None and before.text == "(":
            return PathMistake("the parentheses hold no step", before.column, "Write the steps of the group, or none.")
        if before is not None and before.text in ("|", "&"):
            return PathMistake(
                f"`{before.text}` has no step after it", before.column, "Write the step that it joins, or remove it."
            )
        if token is None:
            opened = self._open[-1] if self._open else None
            return PathMistake("`(` is never closed", opened.column if opened else self._end, "Write the `)`.")
        if token.text == ")":
            return PathMistake("`)` closes nothing", token.column, "Remove it, or write the `(` that it belongs to.")
        return PathMistake(f"`{token.text}` has no step before it", token.column, "Write the step that it belongs to.")


def _written(path: Path, binding: int) -> str:
    """The path as text, in parentheses where it binds looser than its place asks (0 either … 3 postfix)."""
    match path:
        case One(step):
            return step
        case Maybe(part) | AnyNumber(part) | AtLeastOnce(part):
            sign = {Maybe: "?", AnyNumber: "*", AtLeastOnce: "+"}[type(path)]
            return _written(part, 3) + sign
        case InOrder(parts):
            return _joined(parts, " ", 2, binding)
        case AnyOrder(parts):
            return _joined(parts, " & ", 1, binding)
        case Either(parts):
            return _joined(parts, " | ", 0, binding)
        case Diagram():
            raise ValueError("a drawn model has no notation")


def _joined(parts: tuple[Path, ...], sign: str, own: int, binding: int) -> str:
    text = sign.join(_written(part, own + 1) for part in parts)
    return f"({text})" if own < binding else text
