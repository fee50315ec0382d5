"""What can be wrong with what people hand us, said so that they can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate

MOST_CHOICES, LONGEST_CHOICE, LONGEST_HINT = 12, 60, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong in the input: where, what, and how to mend it.

    `code` is stable and made of words (`unknown_step`), for tests and for searching the documentation.
    `line` counts from 1 and is None where the file has no lines (Parquet) or the whole file is meant.
    """

    code: str
    what: str
    mend: str = ""
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        what = self.what if self.what.endswith((".", "?", "!")) else f"{self.what}."
        return f"{where}{what} {self.mend}".strip()


class BadInput(Exception):
    """Input that cannot be used. Carries every mistake that was found, not only the first."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A hint such as "Did you mean `approve`?", or what there is to choose from, or nothing."""
    choices = sorted(set(known))
    near = get_close_matches(given, [choice for choice in choices if len(choice) <= LONGEST_CHOICE], n=1, cutoff=0.6)
    if near:
        return f"Did you mean `{near[0]}`?"
    if not choices:
        return ""
    shown = [f"`{choice if len(choice) <= LONGEST_CHOICE else choice[:LONGEST_CHOICE] + '…'}`" for choice in choices]
    fitting = [end for end in accumulate(len(one) + 2 for one in shown[:MOST_CHOICES]) if end <= LONGEST_HINT]
    kept = shown[: max(1, len(fitting))]
    return f"There is: {', '.join(kept)}{', …' if len(choices) > len(kept) else ''}."
