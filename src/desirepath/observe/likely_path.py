"""The likely path of a log: which activities most of its commonest variants have, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Variants: TypeAlias = Mapping[tuple[str, ...], int]
Considered: TypeAlias = Sequence[tuple[tuple[str, ...], int]]

SHARE_CONSIDERED = 0.8
"""The commonest variants are taken until they hold this share of the cases; the path is drawn from them."""
MISSING_MAKES_OPTIONAL = 0.1
RARE_STEP = 0.2
"""An activity in fewer than this share of the considered cases is left out of the path."""


@dataclass(frozen=True, slots=True)
class LikelyStep:
    """A step of the likely path. It is optional where more than a tenth of the considered cases miss it."""

    id: str
    activity: str
    optional: bool


def commonest(variants: Variants) -> list[tuple[tuple[str, ...], int]]:
    """The variants that most cases have, without those that are the mere beginning of others."""
    ranked = sorted(variants.items(), key=lambda item: (-item[1], item[0]))
    needed = SHARE_CONSIDERED * sum(variants.values())
    taken: list[tuple[tuple[str, ...], int]] = []
    held = 0
    for variant, cases in ranked:
        if held >= needed:
            break
        taken.append((variant, cases))
        held += cases
    return [one for one in taken if not _is_unfinished(one, taken)]


def _is_unfinished(one: tuple[tuple[str, ...], int], all_taken: Considered) -> bool:
    """Whether a variant is the beginning of others that more cases have: given up, or still under way, as a rule."""
    variant, cases = one
    go_on = sum(more for other, more in all_taken if len(other) > len(variant) and other[: len(variant)] == variant)
    return go_on > cases


def likely_path(
    considered: Considered,
    first_seen: Sequence[str],
    *,
    excluded: set[str],
    ids: Mapping[str, str],
) -> list[LikelyStep]:
    """The activities that most considered cases have, by the place at which they stand on average.

    `ids` are those that activities have already.
    """
    total = sum(cases for _, cases in considered)
    holding: dict[str, int] = {}
    places: dict[str, float] = {}
    for variant, cases in considered:
        once = list(dict.fromkeys(activity for activity in variant if activity not in excluded))
        for place, activity in enumerate(once):
            holding[activity] = holding.get(activity, 0) + cases
            places[activity] = places.get(activity, 0.0) + cases * (place + 1) / (len(once) + 1)
    likely = [name for name in first_seen if holding.get(name, 0) >= max(1, RARE_STEP * total)]
    likely = likely or [name for name in first_seen if name in holding] or list(first_seen[:1])
    order = {name: rank for rank, name in enumerate(first_seen)}
    likely.sort(key=lambda name: (places.get(name, 0.0) / holding.get(name, 1), order[name]))
    steps: list[LikelyStep] = []
    for name in likely:
        optional = holding.get(name, 0) < (1 - MISSING_MAKES_OPTIONAL) * total
        taken = (*ids.values(), *(step.id for step in steps))
        steps.append(LikelyStep(ids.get(name) or slug(name, taken), name, optional))
    if steps and all(step.optional for step in steps):
        most = max(range(len(steps)), key=lambda place: holding.get(steps[place].activity, 0))
        steps[most] = LikelyStep(steps[most].id, steps[most].activity, optional=False)
    return steps


def difference(all_variants: Variants, some: Variants) -> dict[tuple[str, ...], int]:
    """The cases of each variant that are not among `some`."""
    rest = {variant: cases - some.get(variant, 0) for variant, cases in all_variants.items()}
    return {variant: cases for variant, cases in rest.items() if cases > 0}


def slug(name: str, taken: Iterable[str]) -> str:
    """An id for an activity: small letters, digits and `_`, begun by a letter, unlike those that are taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40].rstrip("_")
    base = words if words[:1].isalpha() else f"step_{words}".rstrip("_")
    known, number, chosen = set(taken), 1, base
    while chosen in known:
        number += 1
        chosen = f"{base}_{number}"
    return chosen
