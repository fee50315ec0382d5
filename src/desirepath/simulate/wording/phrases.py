"""Templates about one matter in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["subjects", "sentences", "queries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Subject lines, sentences and searches.

    They may hold `{step}` (the title of a step), `{thing}` (what it asks for), `{work}` (what the workflow is
    about) and `{system}`.
    """

    subjects: tuple[str, ...]
    sentences: tuple[str, ...]
    queries: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.subjects) + len(self.sentences) + len(self.queries)
