"""What an organisation is told: a value that holds what pages may show, steps and cohorts above the floor, never persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_SENTENCES = 20


class NoticeKind(StrEnum):
    """What has happened."""

    FRICTION_CONFIRMED = "friction_confirmed"
    GATE_OVERDUE = "gate_overdue"
    GATE_PASSED = "gate_passed"
    PACK_READY = "pack_ready"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message before it gets the shape of a receiver.

    `rollout` is the title that pages show, `path` the page of the console that says more, from its first `/` on. `as_of`
    is until when the data were known, in the rollout's zone; None where it does not rest on data.
    """

    kind: NoticeKind
    rollout: str
    title: str
    sentences: tuple[str, ...]
    path: str
    as_of: datetime | None = None

    def __post_init__(self) -> None:
        if not all(one.strip() for one in (self.title, self.rollout, *self.sentences)):
            raise ValueError("a message has a title, a rollout and sentences that say something")
        if not self.path.startswith("/") or self.path.startswith("//") or "\\" in self.path:
            raise ValueError(f"{self.path!r} is no path of the console")
        if len(self.sentences) > MOST_SENTENCES:
            raise ValueError(f"a message has {MOST_SENTENCES} sentences at most, not {len(self.sentences)}")
        if self.as_of is not None and self.as_of.tzinfo is None:
            raise ValueError("a time has a zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What stands under a message in the reader's language: until when the data were known, and the way to the page.

    `link` is empty where the operator has not said at which address the console is read.
    """

    known: str = ""
    link: str = ""
    opens: str = ""
