"""What a variant's facts say of each step, as bits of whole numbers that engines can count."""

from __future__ import annotations

import ibis.expr.types as ir

STEPS_A_WORD = 62
"""How many steps' marks go into one 64-bit word."""

MARKS = ("reached", "passed", "bypassed", "failed_at", "returned_at", "denied_at", "doubled")
"""The facts of a variant (`variant_facts.VariantFacts`) that name steps and are kept as marks."""


def mark_word(mark: str, number: int) -> str:
    """The column with the marks of the steps from STEPS_A_WORD times number on."""
    return f"{mark}_{number}"


def is_marked(cases: ir.Table, mark: str, step: int) -> ir.BooleanValue:
    """Whether the step of this number has the mark."""
    word, place = divmod(step, STEPS_A_WORD)
    return (cases[mark_word(mark, word)] & (1 << place)) > 0
