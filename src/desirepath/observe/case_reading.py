"""One case's events, read: which steps count, what went wrong, where it ended.

After a failure, going back to a step already passed rewinds to it: the superseded stretch is cut out and
counted as rework.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from desirepath.observe.tokens import Token
from desirepath.vocabulary.case import Outcome

_ARMS = (Outcome.FAILED, Outcome.RETURNED, Outcome.CORRECTED, Outcome.DENIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReading:
    """What a sequence of tokens comes to.

    `steps` are the steps passed, in order, after rewinding; unknown activities stand in them as `?name`.
    `superseded` counts the steps cut out. `exceptions` are failed, returned, corrected and duplicate
    attempts, `denied` ones stand apart; `failed_at`, `duplicated_at` and
    `denied_at` are their steps, superseded ones among them; `returned_at` are those of `failed_at` that were returned.
    `walked` are the steps with those done over another channel, which say where the case stands.
    `last_unsuccessful` is the step of the last attempt that went wrong, if no step was passed after it.
    """

    steps: tuple[str, ...]
    walked: tuple[str, ...]
    superseded: int
    exceptions: int
    denied: int
    outside: bool
    done_outside: tuple[str, ...]
    withdrawn: bool
    ended: bool
    attempted: tuple[str, ...]
    failed_at: tuple[str, ...]
    returned_at: tuple[str, ...]
    denied_at: tuple[str, ...]
    duplicated_at: tuple[str, ...]
    last_unsuccessful: str | None


@dataclass(slots=True)
class _Reader:
    walk: list[tuple[str, bool]] = field(default_factory=list)
    armed: bool = False
    superseded: int = 0
    exceptions: int = 0
    denied: int = 0
    done_outside: dict[str, None] = field(default_factory=dict)
    attempted: dict[str, None] = field(default_factory=dict)
    failed_at: dict[str, None] = field(default_factory=dict)
    returned_at: dict[str, None] = field(default_factory=dict)
    denied_at: dict[str, None] = field(default_factory=dict)
    duplicated_at: dict[str, None] = field(default_factory=dict)
    last_unsuccessful: str | None = None

    def read(self, token: Token) -> None:
        step = token.step
        match token.kind:
            case "step":
                self._pass(step or "")
            case "unknown":
                self.walk.append((f"?{token.name}", True))
            case "withdrawn":
                self.armed = True
            case "failure":
                self._fail(step or "", token.outcome)
            case "outside":
                if step is not None:
                    self.done_outside[step] = None
                    self.walk.append((step, False))
                    self.last_unsuccessful = None if self.last_unsuccessful == step else self.last_unsuccessful

    def _pass(self, step: str) -> None:
        self.attempted[step] = None
        if self.armed:
            again = next((back for back, (passed, _) in enumerate(reversed(self.walk), 1) if passed == step), 0)
            self.superseded += again
            del self.walk[len(self.walk) - again :]
        self.armed = False
        self.walk.append((step, True))
        self.last_unsuccessful = None

    def _fail(self, step: str, outcome: Outcome | None) -> None:
        self.attempted[step] = None
        if outcome is Outcome.DENIED:
            self.denied += 1
            self.denied_at[step] = None
        else:
            self.exceptions += 1
            (self.duplicated_at if outcome is Outcome.DUPLICATE else self.failed_at)[step] = None
        if outcome is Outcome.RETURNED:
            self.returned_at[step] = None
        if outcome is Outcome.DUPLICATE:
            self.walk.append((step, True))
        if outcome in _ARMS:
            self.armed = True
            self.last_unsuccessful = step


def read_case(tokens: Sequence[Token], can_be_last: Collection[str]) -> CaseReading:
    """Read a case whose path may end with one of `can_be_last`.

    It has ended when such a step has been passed, or when it left the path and nothing followed.
    """
    reader = _Reader()
    for token in tokens:
        reader.read(token)
    last = tokens[-1].kind if tokens else None
    steps = tuple(step for step, in_the_application in reader.walk if in_the_application)
    ended = last == "outside" or any(step in can_be_last for step in steps)
    return CaseReading(
        steps=steps,
        walked=tuple(step for step, _ in reader.walk),
        superseded=reader.superseded,
        exceptions=reader.exceptions,
        denied=reader.denied,
        outside=any(token.kind == "outside" for token in tokens),
        done_outside=tuple(reader.done_outside),
        withdrawn=last == "withdrawn" and not ended,
        ended=ended,
        attempted=tuple(reader.attempted),
        failed_at=tuple(reader.failed_at),
        returned_at=tuple(reader.returned_at),
        denied_at=tuple(reader.denied_at),
        duplicated_at=tuple(reader.duplicated_at),
        last_unsuccessful=reader.last_unsuccessful,
    )
