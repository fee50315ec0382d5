"""How rows of the lake are numbered: by collector, request and place in it, the same in every projection of a log.

A number holds, from above: 23 bits for the collector, 31 for the request's sequence, 9 for the place. Collectors
begin at 2^22, so that they are told from files; each has 1,024 numbers, as sequences may pass 2^31.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

PLACES = 512
"""The most rows that one request can bring."""
_PLACE_BITS, _SEQUENCE_BITS = 9, 31
_ROUNDS = 1024
_FIRST = 1 << 22


def number_in_rows(collector: int) -> int:
    """What the numbers of a collector's rows begin with."""
    return _FIRST + collector * _ROUNDS


def first_row(collector: int, sequence: int) -> int:
    """The number of the first row of a request."""
    rounds, rest = divmod(sequence, 1 << _SEQUENCE_BITS)
    return ((number_in_rows(collector) + rounds) << (_SEQUENCE_BITS + _PLACE_BITS)) | (rest << _PLACE_BITS)


def sequences_of(rows: np.ndarray) -> np.ndarray:
    """The sequences of the requests that brought rows."""
    rounds = ((rows >> (_SEQUENCE_BITS + _PLACE_BITS)) - _FIRST) % _ROUNDS
    return (rounds << _SEQUENCE_BITS) | ((rows >> _PLACE_BITS) & ((1 << _SEQUENCE_BITS) - 1))


def numbers_of(rows: np.ndarray) -> np.ndarray:
    """The numbers of the collectors that brought rows."""
    found: np.ndarray = ((rows >> (_SEQUENCE_BITS + _PLACE_BITS)) - _FIRST) // _ROUNDS
    return found


def collectors_in(rows: np.ndarray, names: Mapping[int, str]) -> pa.Array:
    """The names of the collectors that brought rows."""
    known = pa.array(list(names), pa.int64())
    places = pc.index_in(pa.array(numbers_of(rows), pa.int64()), known)
    return pa.array(list(names.values()), pa.string()).take(places)
