"""Variants in one pass: a case's tokens, in order, packed into whole numbers that engines group by.

A window numbers the events of a case; each number decides to which place of which 64-bit word the event's
code goes, and the words are joined bit by bit. That is several times cheaper than an ordered string or list aggregate,
runs unmodified on DuckDB and on Spark, and is exact. Cases too long for the words go the slower way, as
sorted lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from desirepath.observe.bits import bit_or
from desirepath.observe.turns import turns
from desirepath.observe.waits import longest_waits

WORDS = 4
_BITS_OF_A_WORD = 62
LONG = "long"
"""Column: 0, or which of the long variants it is, from 1."""


@dataclass(frozen=True, slots=True)
class Packing:
    """How codes go into words: `bits` a code, `per_word` codes a word, `WORDS` words a case."""

    bits: int

    @classmethod
    def for_codes(cls, most: int) -> Packing:
        """The packing that holds codes from 1 to `most`; 0 means no code."""
        return cls(max(1, int(most).bit_length()))

    @property
    def per_word(self) -> int:
        return _BITS_OF_A_WORD // self.bits

    @property
    def longest(self) -> int:
        """How many events the words hold."""
        return self.per_word * WORDS

    def words_of(self, code: ir.IntegerValue, position: ir.IntegerValue) -> dict[str, ir.IntegerScalar]:
        """Each word, over the events of a case; `position` counts from 0."""
        place = position % self.per_word
        shifted = code << (place * self.bits).cast("int32")
        return {
            name: bit_or(ibis.ifelse(position - place == number * self.per_word, shifted, 0).cast("int64"))
            for number, name in enumerate(word_names())
        }

    def unpack(self, words: Sequence[int]) -> tuple[int, ...]:
        """The codes in the words, in order."""
        mask = (1 << self.bits) - 1
        codes = [(word >> (self.bits * place)) & mask for word in words for place in range(self.per_word)]
        return tuple(code for code in codes if code)


def word_names() -> tuple[str, ...]:
    return tuple(f"word_{number}" for number in range(WORDS))


def variant_key() -> tuple[str, ...]:
    """The columns that name a variant."""
    return ("workflow", *word_names(), LONG)


def case_key(placed: ir.Table) -> list[str]:
    """What names a case among the placed events: its id, and the workflow where there are several."""
    return [name for name in ("workflow", "case_id") if name in placed.columns]


def numbered_events(placed: ir.Table) -> ir.Table:
    """The placed events with their `position` in the case, from 0, and what they `waited` for since the one before.

    One time keeps the order of the files.
    """
    in_case = ibis.window(group_by=case_key(placed), order_by=["at", "row"])
    return placed.mutate(
        position=ibis.row_number().over(in_case), waited=placed["at"] - placed["at"].lag().over(in_case)
    )


def cases_with_words(
    placed: ir.Table, packing: Packing, attributes: Sequence[str], steps: int, timed: Sequence[int] = ()
) -> ir.Table:
    """One row a case: `workflow` (where the events have it), `case_id`, `case_row`, `events`, `began_at`, `last_at`, `user_id`, the words.

    `case_row` is the row of its earliest event in the files and names the case from here on. `user_id` and
    the `attributes` are those of its first event. The words are those of the variant; for each of
    the `steps` there are the levels that the longest wait before it reached, and for the `timed` ones when it was
    their turn.
    """
    numbered = numbered_events(placed)
    is_first = numbered.position == 0
    return numbered.group_by(*case_key(placed)).agg(
        case_row=numbered.row.min(),
        events=numbered.count(),
        began_at=numbered["at"].min(),
        last_at=numbered["at"].max(),
        **{name: ibis.ifelse(is_first, numbered[name], ibis.null("string")).max() for name in ("user_id", *attributes)},
        **packing.words_of(numbered.code, numbered.position),
        **longest_waits(numbered.step, numbered.waited, steps),
        **turns(numbered, timed),
    )


def long_cases(placed: ir.Table, cases: ir.Table, packing: Packing) -> ir.Table:
    """`case_row` and `tokens` (the codes in order, as a list) of the cases that the words cannot hold."""
    key = case_key(placed)
    long = cases.filter(cases.events > packing.longest)
    numbered = numbered_events(placed.inner_join(long.select(*key, "case_row"), key))
    shift = 1 << packing.bits
    keyed = numbered.mutate(keyed=numbered.position * shift + numbered.code)
    gathered = keyed.group_by("case_row").agg(keys=keyed.keyed.collect())
    tokens = gathered.mutate(tokens=gathered.keys.sort().map(lambda key: key % shift)).drop("keys")
    return tokens.inner_join(long.select("case_row", "workflow"), "case_row")


def numbered_long_variants(long: ir.Table) -> ir.Table:
    """The same, with the number of the variant in `long`, from 1."""
    order = ibis.window(order_by=["workflow", "tokens"])
    return long.mutate(**{LONG: (ibis.dense_rank().over(order) + 1).cast("int64")})


def cases_with_variant(cases: ir.Table, long: ir.Table | None) -> ir.Table:
    """The cases named by `case_row` and `variant_key` columns; `case_id` stays behind."""
    if long is None:
        return cases.drop("case_id", "events").mutate(**{LONG: ibis.literal(0, "int64")})
    numbers = long.select(long_row=long.case_row, number=long[LONG])
    joined = cases.left_join(numbers, cases.case_row == numbers.long_row)
    number = ibis.coalesce(joined.number, 0)
    words = {name: ibis.ifelse(number > 0, 0, joined[name]) for name in word_names()}
    return joined.mutate(**{LONG: number}, **words).drop("case_id", "events", "long_row", "number")


def cases_per_variant(cases: ir.Table) -> ir.Table:
    """`variant_key` columns and `cases`."""
    return cases.group_by(*variant_key()).agg(cases=cases.count())


def tokens_of_long_variants(long: ir.Table) -> ir.Table:
    """`workflow`, `long` and `tokens`, once for each long variant."""
    return long.group_by("workflow", LONG).agg(tokens=long.tokens.first())
