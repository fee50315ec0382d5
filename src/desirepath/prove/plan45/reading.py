"""What a gate reads from data, before its day and waivers are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.plan45 import Saying


class Reads(StrEnum):
    """What the data says of a gate."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    NOT_ENOUGH_DATA = "not_enough_data"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReading:
    """What it says, why in one sentence, and the figures that this rests on."""

    reads: Reads
    saying: Saying
    figures: tuple[Figure, ...] = ()


def holds(message: str, *figures: Figure, **values: str) -> GateReading:
    """The gate holds."""
    return GateReading(reads=Reads.HOLDS, saying=Saying(message=message, values=values), figures=figures)


def fails(message: str, *figures: Figure, **values: str) -> GateReading:
    """The gate does not hold."""
    return GateReading(reads=Reads.DOES_NOT_HOLD, saying=Saying(message=message, values=values), figures=figures)


def too_little(message: str, *figures: Figure, **values: str) -> GateReading:
    """There is not enough data to say."""
    return GateReading(reads=Reads.NOT_ENOUGH_DATA, saying=Saying(message=message, values=values), figures=figures)


def not_needed(message: str, *figures: Figure, **values: str) -> GateReading:
    """There is nothing that the gate could ask for."""
    return GateReading(reads=Reads.NOT_NEEDED, saying=Saying(message=message, values=values), figures=figures)
