"""Ways that do not lead from a step to the next one: which are drawn, in which lane, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desirepath.vocabulary.study import Flow, ProcessMap

Meaning: TypeAlias = Literal["skip", "other-way", "back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Cases that went from place `origin` to place `target`; 0 is the start, then the steps, then the end.

    `lane` keeps jumps over the same places apart, the innermost is 0.
    """

    origin: int
    target: int
    cases: int
    meaning: Meaning
    lane: int


def places(drawn: ProcessMap) -> dict[str, int]:
    """Each place's number along the spine."""
    steps = {step.step: number for number, step in enumerate(drawn.steps, start=1)}
    return {"start": 0, **steps, "end": len(drawn.steps) + 1}


def onward(drawn: ProcessMap) -> tuple[int, ...]:
    """Cases that went from each place straight to the next one along the spine."""
    numbers = places(drawn)
    going = [0] * (len(drawn.steps) + 1)
    for flow in drawn.flows:
        origin, target = numbers.get(flow.origin), numbers.get(flow.target)
        if origin is not None and target == origin + 1:
            going[origin] += flow.cases
    return tuple(going)


def jumps(drawn: ProcessMap, *, at_most: int, lanes: int) -> tuple[tuple[Jump, ...], int]:
    """The largest jumps that find a lane, and how many were left out."""
    numbers = places(drawn)
    found = [
        (flow, numbers[flow.origin], numbers[flow.target])
        for flow in sorted(drawn.flows, key=lambda flow: -flow.cases)
        if flow.origin in numbers and flow.target in numbers
        if numbers[flow.target] - numbers[flow.origin] not in {0, 1}
    ]
    chosen = sorted(found[:at_most], key=lambda one: (abs(one[2] - one[1]), -one[0].cases))
    laid = _laid(chosen, lanes)
    return laid, len(found) - len(laid)


def _laid(chosen: Sequence[tuple[Flow, int, int]], lanes: int) -> tuple[Jump, ...]:
    taken: list[list[tuple[int, int]]] = [[] for _ in range(lanes)]
    laid = []
    for flow, origin, target in chosen:
        low, high = min(origin, target), max(origin, target)
        free = (lane for lane in range(lanes) if all(high <= one or low >= other for one, other in taken[lane]))
        lane = next(free, None)
        if lane is not None:
            taken[lane].append((low, high))
            meaning: Meaning = "other-way" if flow.on_path else "back" if target < origin else "skip"
            laid.append(Jump(origin=origin, target=target, cases=flow.cases, meaning=meaning, lane=lane))
    return tuple(laid)
