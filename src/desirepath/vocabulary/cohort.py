"""Groups of people that are fixed before anybody looks."""

from __future__ import annotations

from dataclasses import dataclass

ALWAYS_CUT_BY = ("role", "region", "tenure")

TENURE_BANDS: tuple[tuple[str, int], ...] = (
    ("under 6 months", 0),
    ("6 to 24 months", 6),
    ("2 to 5 years", 24),
    ("over 5 years", 60),
)
"""Each band's name and the whole months at go-live from which it holds. Hired after go-live: the first."""

MANAGER_VALUES = ("manager", "individual contributor")


@dataclass(frozen=True, slots=True)
class Cohort:
    """Attribute and value pairs that pick people out; no pair at all means everyone."""

    pairs: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if list(self.pairs) != sorted(self.pairs):
            raise ValueError("a cohort's pairs stand in the order of their attributes")

    @property
    def is_everyone(self) -> bool:
        return not self.pairs

    def __str__(self) -> str:
        return " and ".join(f"{attribute} {value}" for attribute, value in self.pairs) or "everyone"


EVERYONE = Cohort()


def cohort_of(text: str) -> Cohort:
    """A cohort as the tables write it: `region=EMEA;role=buyer`. What cannot be read is everyone."""
    pairs = [tuple(part.split("=", 1)) for part in text.split(";") if "=" in part]
    return Cohort(tuple(sorted((one.strip(), other.strip()) for one, other in pairs)))
