"""What is said between a collector and the processes that take events for it."""

from __future__ import annotations

import msgspec

from desirepath.collector.collection import Collection
from desirepath.vocabulary.errors import Mistake


class Orders(msgspec.Struct):
    """What a worker is to do: its number counts from 1."""

    collection: Collection
    number: int

    def line(self) -> bytes:
        """As the worker reads it."""
        return msgspec.json.encode(self, enc_hook=str) + b"\n"


class Told(msgspec.Struct):
    """What a worker says once: that it listens, or what is wrong."""

    mistakes: tuple[Mistake, ...] = ()
