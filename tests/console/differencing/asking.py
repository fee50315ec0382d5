"""Requests of all kinds for pages and files with figures, and the figures that came back."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from django.test import Client
from django.urls import reverse

from tests.console.differencing.attacker import SINCE, Attacker
from tests.console.differencing.beside import Shown
from tests.console.differencing.file_figures import COUNTS, Key, figures_in, known_in
from tests.console.differencing.page_figures import Pages
from tests.console.differencing.page_numbers import numbers_on
from tests.console.differencing.shipping import SHIPPED
from tests.console.differencing.week_by_week import ROLES
from tests.console.guards.routes import inside_a_workspace

WITHOUT_FIGURES = {
    "data", "data_csv", "rollout_file", "rollout_version", "staged", "runs", "progress",  # what was uploaded, and when
    "packs", "packs_progress", "pack_verify",  # which packs there are, and how far each is
    "interventions_table_csv", "intervention_new",
    "intervention_differences", "intervention_write", "intervention_facts",  # what is written, and since when
}  # fmt: skip
"""Pages inside a rollout that show no figure of a group, or none that the rule holds."""
NOT_READ_YET = {"review_paper", "pack_file"}
"""Files of offices, of which no number is read here: the minutes, which are read as Markdown, and the packs."""


def pages_of_figures() -> Iterator[str]:
    """The names of pages inside a rollout that are read, but for those without figures."""
    for one in inside_a_workspace():
        if (
            "r/<slug:rollout>/" in one.pattern
            and one.needs in ("see", "export")
            and one.name not in WITHOUT_FIGURES | NOT_READ_YET
        ):
            yield one.name


@dataclass
class Asking:
    """Somebody with a browser. `strangers` are figures of a file that the diagnosis asked for does not show.

    `unexplained` are numbers on a page that are none of its figures: page, diagnosis, numbers. `read` counts them all.
    """

    client: Client
    slugs: tuple[str, str]
    runs: Sequence[int]
    shown: Sequence[Shown]
    dice: random.Random
    answered: int = 0
    facts: dict[tuple[int, Key], str] = field(default_factory=dict)
    strangers: list[tuple[int, Key, str]] = field(default_factory=list)
    unexplained: list[tuple[str, int, frozenset[str]]] = field(default_factory=list)
    read: int = 0
    points: set[str] = field(default_factory=set)

    names: ClassVar[tuple[str, ...]] = (
        *("overview", "map", "map_csv", "map_steps_csv", "friction", "friction_csv", "friction_point"),
        *("cohorts", "cohorts_csv", "cohorts_crossed", "cohorts_crossed_csv", "cohorts_compared"),
        *("cohorts_compared_csv", "words", "words_csv", "phrases_csv", "path", "variants_csv"),
        *("effects", "effects_csv", "interventions", "interventions_csv", "intervention"),
        *("plan", "review", "review_markdown"),
    )

    def ask(self, requests: int) -> None:
        """So many requests, of all kinds in turn, each with parameters drawn anew."""
        known, pages = [known_in(one) for one in self.shown], Pages(self.shown)
        for number in range(requests):
            name = self.names[number % len(self.names)]
            place = self.dice.randrange(len(self.runs))
            answer = self.client.get(self._address(name), self._parameters(place))
            assert answer.status_code in (200, 302, 404), (name, answer.status_code)
            self.answered += answer.status_code == 200
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/csv"):
                self._read(name, place, answer.content.decode("utf-8-sig"), known[place])
            elif answer.status_code == 200:
                self._read_page(name, place, answer.content.decode(), pages)

    def _address(self, name: str) -> str:
        named = dict(zip(("workspace", "rollout"), self.slugs, strict=True))
        if name == "friction_point":
            named["key"] = self.dice.choice([*sorted(self.points), "no-such-point"])
        if name == "intervention":
            named["slug"] = self.dice.choice([*(one.name for one in SHIPPED), "no-such-help"])
        return reverse(name, kwargs=named)

    def _parameters(self, place: int) -> dict[str, str]:
        dice, drawn = self.dice, {"run": str(self.runs[place])}
        cohorts = [*(f"role={one}" for one in ROLES), "region=north", "region=west", "", "everyone"]
        cohorts += ["region=west;role=guard", "role=guard;role=buyer", "role=\x00", "user_id=guard 1"]
        periods = [*(f"week_{week}" for week in range(13)), "baseline", SINCE, "", "day_3", "2026-01-07"]
        for name, values in (
            *(("cohort", cohorts), ("one", cohorts), ("other", [*cohorts, "role", "region"]), ("period", periods)),
            *(("cut", ["role", "region", "tenure", "user_id"]), ("step", ["ask", "quote", "order"])),
            *(("measure", ["abandonment_rate", "process_adherence_rate", "workflow_completion_rate"]),),
            *(("workflow", ["request", "request", "other"]), ("at", ["request", "request/quote"]), ("state", ["open"])),
            *(("as_of", periods), ("from", periods), ("user_id", ["guard 1"]), ("smallest_group", ["1"])),
        ):
            if dice.random() < 0.5:
                drawn[name] = dice.choice(values)
        return drawn

    def _read(self, name: str, place: int, text: str, known: Mapping[Key, str]) -> None:
        for row in csv.DictReader(io.StringIO(text)):
            if name == "friction_csv":
                self.points.add(row["key"])
            for key, figure in figures_in(name, row):
                self.read += 1
                self.facts[place, key] = figure
                if known.get(key) != figure:
                    self.strangers.append((place, key, figure))

    def _read_page(self, name: str, place: int, text: str, pages: Pages) -> None:
        numbers = numbers_on(text)
        self.read += len(numbers)
        beyond = pages.beyond(name, place, frozenset(numbers))
        if beyond:
            self.unexplained.append((name, place, beyond))


def under_the_floor(facts: Mapping[tuple[int, Key], str], floor: int) -> Iterator[tuple[int, Key, str]]:
    """Counts in files that are those of fewer than the floor, but not of nobody."""
    for (place, key), figure in facts.items():
        if key[0] in COUNTS and figure.isdecimal() and 0 < int(figure) < floor:
            yield place, key, figure


def differing_facts(
    facts: Mapping[tuple[int, Key], str], attacker: Attacker, floor: int
) -> Iterator[tuple[Key, int, int, int]]:
    """Figures of files that differ between two diagnoses by the work of fewer people than the floor."""
    by_key: dict[Key, dict[int, str]] = {}
    for (place, key), figure in facts.items():
        by_key.setdefault(key, {})[place] = figure
    for key, figures in by_key.items():
        for earlier in sorted(figures):
            for later in (one for one in sorted(figures) if one > earlier and figures[one] != figures[earlier]):
                people = attacker.changed_between(key[1], key[2], earlier, later)
                if people < floor:
                    yield key, earlier, later, people
