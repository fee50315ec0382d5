"""Requests of all kinds for pages and files with figures, and the figures that came back."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from django.test import Client
from django.urls import reverse

from desirepath.prove.changed_people import Cell
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.estimate import Estimate
from tests.console.differencing.attacker import SINCE, Attacker
from tests.console.differencing.week_by_week import ROLES
from tests.console.guards.routes import inside_a_workspace

Key: TypeAlias = tuple[str, Cell, str, str]
"""What kind of figure, of which cell and period, and which of them."""
Row: TypeAlias = Mapping[str, str]

WITHOUT_FIGURES = {
    "data", "data_csv", "rollout_file", "rollout_version", "staged", "runs", "progress",  # what was uploaded, and when
    "interventions", "interventions_csv", "interventions_table_csv", "intervention", "intervention_new",
    "intervention_differences", "intervention_write", "intervention_facts",  # what was shipped
    "path", "variants_csv",  # ways of all cases, with a floor of their own
}  # fmt: skip
"""Pages inside a rollout that show no figure of a group, or none that the rule holds."""


def pages_of_figures() -> Iterator[str]:
    """The names of pages inside a rollout that are read, but for those without figures."""
    for one in inside_a_workspace():
        if "r/<slug:rollout>/" in one.pattern and one.needs in ("see", "export") and one.name not in WITHOUT_FIGURES:
            yield one.name


@dataclass
class Asking:
    """Somebody with a browser. `strangers` are figures of a file that the diagnosis asked for does not show."""

    client: Client
    slugs: tuple[str, str]
    runs: Sequence[int]
    shown: Sequence[KeptDiagnosis]
    dice: random.Random
    answered: int = 0
    facts: dict[tuple[int, Key], str] = field(default_factory=dict)
    strangers: list[tuple[int, Key, str]] = field(default_factory=list)
    points: set[str] = field(default_factory=set)

    names: ClassVar[tuple[str, ...]] = (
        *("overview", "map", "map_csv", "map_steps_csv", "friction", "friction_csv", "friction_point"),
        *("cohorts", "cohorts_csv", "cohorts_crossed", "cohorts_crossed_csv", "cohorts_compared"),
        *("cohorts_compared_csv", "words", "words_csv", "phrases_csv"),
    )

    def ask(self, requests: int) -> None:
        """So many requests, of all kinds in turn, each with parameters drawn anew."""
        known = [_known(one) for one in self.shown]
        for number in range(requests):
            name = self.names[number % len(self.names)]
            place = self.dice.randrange(len(self.runs))
            answer = self.client.get(self._address(name), self._parameters(place))
            assert answer.status_code in (200, 302, 404), (name, answer.status_code)
            self.answered += answer.status_code == 200
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/csv"):
                self._read(name, place, answer.content.decode("utf-8-sig"), known[place])

    def _address(self, name: str) -> str:
        named = dict(zip(("workspace", "rollout"), self.slugs, strict=True))
        if name == "friction_point":
            named["key"] = self.dice.choice([*sorted(self.points), "no-such-point"])
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
            *(("as_of", periods), ("from", periods), ("user_id", ["guard 1"]), ("smallest_group", ["1"])),
        ):
            if dice.random() < 0.5:
                drawn[name] = dice.choice(values)
        return drawn

    def _read(self, name: str, place: int, text: str, known: Mapping[Key, str]) -> None:
        for row in csv.DictReader(io.StringIO(text)):
            if name == "friction_csv":
                self.points.add(row["key"])
            for key, figure in _FACTS.get(name, _no_facts)(row):
                self.facts[place, key] = figure
                if known.get(key) != figure:
                    self.strangers.append((place, key, figure))


def _no_facts(row: Row) -> Iterator[tuple[Key, str]]:
    del row
    yield from ()


def _cell(text: str) -> Cell:
    return () if text == "everyone" else tuple((pair.split("=")[0], pair.split("=")[1]) for pair in text.split(";"))


def _of_ways(row: Row) -> Iterator[tuple[Key, str]]:
    cell = _cell(row["cohort"])
    yield ("people", cell, row["period"], ""), row["people"]
    yield ("way", cell, row["period"], f"{row['from']} {row['to']}"), row["cases"]


def _of_steps(row: Row) -> Iterator[tuple[Key, str]]:
    if row["cases"].isdecimal():
        yield ("step", _cell(row["cohort"]), row["period"], f"{row['step']} {row['figure']}"), row["cases"]


def _of_cut(row: Row) -> Iterator[tuple[Key, str]]:
    cell: Cell = () if row["cohort"] == "everyone" else ((row["cut"], row["cohort"]),)
    if row["n"]:
        yield ("metric", cell, SINCE, f"{row['metric']} {row['step']}"), f"{float(row['value']):.9f} of {row['n']}"


def _of_compared(row: Row) -> Iterator[tuple[Key, str]]:
    if row["n"] and row["cohort"] != "difference":
        key = ("metric", _cell(row["cohort"]), SINCE, f"{row['metric']} ")
        yield key, f"{float(row['value']):.9f} of {row['n']}"


def _of_crossed(row: Row) -> Iterator[tuple[Key, str]]:
    cell = tuple(sorted([(row["cut"], row["cohort"]), (row["other_cut"], row["other_cohort"])]))
    if row["people"].isdecimal():
        yield ("crossed", cell, SINCE, ""), f"{row['people']} {row['cases']}"
        if row["n"]:
            yield ("crossed", cell, SINCE, row["metric"]), f"{float(row['value']):.9f} of {row['n']}"


_FACTS: Mapping[str, Callable[[Row], Iterator[tuple[Key, str]]]] = {
    "map_csv": _of_ways,
    "map_steps_csv": _of_steps,
    "cohorts_csv": _of_cut,
    "cohorts_compared_csv": _of_compared,
    "cohorts_crossed_csv": _of_crossed,
}


def _known(found: KeptDiagnosis) -> dict[Key, str]:
    """All figures that a diagnosis shows, as the files have them."""
    known: dict[Key, str] = {}
    for row in found.study.metrics:
        if isinstance(row.result, Estimate) and row.cut is None and row.category is None:
            key = ("metric", row.cohort.pairs, row.period, f"{row.metric} {row.step or ''}")
            known[key] = f"{row.result.value:.9f} of {row.result.n}"
    for mapped in found.breakdowns.maps:
        for period, one in found.maps(mapped.workflow, mapped.cohort).items():
            cell = mapped.cohort.pairs
            known["people", cell, period, ""] = str(one.people)
            known |= {("way", cell, period, f"{way.origin} {way.target}"): str(way.cases) for way in one.map.flows}
            for step in one.map.steps:
                for name in ("reached", "passed", "skipped", "abandoned", "failed", "outside"):
                    figure = "stopped" if name == "abandoned" else name
                    known["step", cell, period, f"{step.step} {figure}"] = str(getattr(step, name))
    for pair in found.breakdowns.crossed:
        table = found.crossed(pair.workflow, pair.cuts)
        for crossed in () if table is None else table.cells:
            cell = crossed.cohort.pairs
            known["crossed", cell, SINCE, ""] = f"{crossed.people} {crossed.cases}"
            for metric, estimate in crossed.measures.items():
                if isinstance(estimate, Estimate):
                    known["crossed", cell, SINCE, metric] = f"{estimate.value:.9f} of {estimate.n}"
    return known


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
