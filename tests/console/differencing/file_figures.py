"""The figures in the files that pages hand out, each with what it is a figure of; and those that a diagnosis shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from desirepath.console.friction.keys import key_of
from desirepath.prove.changed_people import Cell
from desirepath.report.effect_sentences import cohort_said
from desirepath.report.friction_floor import impact_is_hidden
from desirepath.report.html.steps import VERDICT_TITLES
from desirepath.report.rounding import rounded
from desirepath.runs.kept_diagnosis import KeptDiagnosis
from desirepath.vocabulary.cohort import cohort_of
from desirepath.vocabulary.conformance import WorkflowConformance
from desirepath.vocabulary.estimate import Estimate
from tests.console.differencing.attacker import SINCE
from tests.console.differencing.beside import FRICTION, SAID, WAYS, Shown
from tests.console.differencing.shipping import EFFECT

Key: TypeAlias = tuple[str, Cell, str, str]
"""What kind of figure, of which cell and period, and which of them."""
Row: TypeAlias = Mapping[str, str]
Facts: TypeAlias = Iterator[tuple[Key, str]]

COUNTS = frozenset(
    {
        *("people", "way", "step", "crossed people", "friction people", "friction cases", "taken", "theme"),
        "effect people",
    }
)
"""Kinds of figures that count a group by themselves: none of them may lie under the floor."""


def figures_in(name: str, row: Row) -> Facts:
    """The figures of one row of a file; `name` is that of its page."""
    yield from _FACTS[name](row)


def _cell(text: str) -> Cell:
    return () if text == "everyone" else tuple((pair.split("=")[0], pair.split("=")[1]) for pair in text.split(";"))


def _of_ways(row: Row) -> Facts:
    cell = _cell(row["cohort"])
    yield ("people", cell, row["period"], ""), row["people"]
    yield ("way", cell, row["period"], f"{row['from']} {row['to']}"), row["cases"]


def _of_steps(row: Row) -> Facts:
    if row["cases"].isdecimal():
        yield ("step", _cell(row["cohort"]), row["period"], f"{row['step']} {row['figure']}"), row["cases"]


def _of_cut(row: Row) -> Facts:
    cell: Cell = () if row["cohort"] == "everyone" else ((row["cut"], row["cohort"]),)
    if row["n"]:
        yield ("metric", cell, SINCE, f"{row['metric']} {row['step']}"), f"{float(row['value']):.9f} of {row['n']}"


def _of_compared(row: Row) -> Facts:
    if row["n"] and row["cohort"] != "difference":
        key = ("metric", _cell(row["cohort"]), SINCE, f"{row['metric']} ")
        yield key, f"{float(row['value']):.9f} of {row['n']}"


def _of_crossed(row: Row) -> Facts:
    cell = tuple(sorted([(row["cut"], row["cohort"]), (row["other_cut"], row["other_cohort"])]))
    if row["people"].isdecimal():
        yield ("crossed people", cell, SINCE, ""), row["people"]
        yield ("crossed cases", cell, SINCE, ""), row["cases"]
        if row["n"]:
            yield ("crossed", cell, SINCE, row["metric"]), f"{float(row['value']):.9f} of {row['n']}"


def _of_friction(row: Row) -> Facts:
    if row["in_newest"] != "yes":
        return
    pairs = () if row["cohort"] == "everyone" else row["cohort"].split(" and ")
    cell = tuple((pair.partition(" ")[0], pair.partition(" ")[2]) for pair in pairs)
    yield ("friction", cell, FRICTION, f"{row['step']} probability"), row["probability"]
    for one in ("people", "cases", "hours", "cost"):
        if row[one] not in ("", "few"):
            yield (f"friction {one}", cell, FRICTION, f"{row['key']}"), row[one]


def _of_backlog(row: Row) -> Facts:
    cohort = cohort_of(row["cohort"])
    for one in ("people", "cases"):
        if row[one] not in ("", "few"):
            key = key_of(row["workflow"], row["step"], cohort)
            yield (f"friction {one}", cohort.pairs, FRICTION, key), row[one]


def _of_themes(row: Row) -> Facts:
    counted = ("people", "texts", "before_go_live", *(name for name in row if name.startswith("week_")))
    for one in counted:
        if row[one]:
            yield ("theme", (), SAID, f"{row['table']} {row['theme']} {one}"), row[one]


def _of_phrases(row: Row) -> Facts:
    named = f"{row['table']} {row['phrase']}"
    yield ("theme", (), SAID, f"{named} people"), row["people"]
    yield ("phrase", (), SAID, f"{named} share"), f"{float(row['share']):.9f}"


def _of_taken(row: Row) -> Facts:
    yield ("taken", (), WAYS, row["steps"]), row["cases"]
    yield ("taken share", (), WAYS, row["steps"]), row["share"]
    for verdict in row["what they came to"].split("; "):
        title, _, cases = verdict.rpartition(" ")
        if cases.isdecimal():
            yield ("taken", (), WAYS, f"{row['steps']}: {title}"), cases


def _of_effects(row: Row) -> Facts:
    of, named = EFFECT + row["intervention_id"], f"{row['metric']} of {row['cohort']}"
    yield ("effect people", (), of, named), row["n"]
    for one in ("effect", "low", "high", "with_it", "without", "stands", "proposed"):
        yield ("effect", (), of, f"{named}: {one}"), row[one]


_FACTS: Mapping[str, Callable[[Row], Facts]] = {
    "map_csv": _of_ways,
    "map_steps_csv": _of_steps,
    "cohorts_csv": _of_cut,
    "cohorts_compared_csv": _of_compared,
    "cohorts_crossed_csv": _of_crossed,
    "friction_csv": _of_friction,
    "words_csv": _of_themes,
    "phrases_csv": _of_phrases,
    "variants_csv": _of_taken,
    "effects_csv": _of_effects,
    "interventions_csv": _of_backlog,
}


def known_in(shown: Shown) -> dict[Key, str]:
    """All figures that a diagnosis shows, as the files have them."""
    found = shown.found
    known = dict((*_of_study(found), *_of_maps(found), *_of_cells(found), *_of_points(found)))
    return known | dict((*_of_words(found), *_of_variants(shown.ways), *_of_proofs(found)))


def _of_proofs(found: KeptDiagnosis) -> Facts:
    for proof in found.proofs:
        for one in proof.effects:
            of, named = EFFECT + proof.shipped.id, f"{one.metric} of {cohort_said(one)}"
            yield ("effect people", (), of, named), str(one.n)
            figures = {"effect": one.value, "low": one.low, "high": one.high}
            figures |= {"with_it": one.with_it, "without": one.without}
            yield from ((("effect", (), of, f"{named}: {name}"), str(rounded(it))) for name, it in figures.items())
            yield ("effect", (), of, f"{named}: stands"), str(one.stands)
            yield ("effect", (), of, f"{named}: proposed"), proof.decision.decided.value


def _of_study(found: KeptDiagnosis) -> Facts:
    for row in found.study.metrics:
        if isinstance(row.result, Estimate) and row.cut is None and row.category is None:
            key = ("metric", row.cohort.pairs, row.period, f"{row.metric} {row.step or ''}")
            yield key, f"{row.result.value:.9f} of {row.result.n}"


def _of_maps(found: KeptDiagnosis) -> Facts:
    for mapped in found.breakdowns.maps:
        for period, one in found.maps(mapped.workflow, mapped.cohort).items():
            cell = mapped.cohort.pairs
            yield ("people", cell, period, ""), str(one.people)
            yield from ((("way", cell, period, f"{way.origin} {way.target}"), str(way.cases)) for way in one.map.flows)
            for step in one.map.steps:
                for name in ("reached", "passed", "skipped", "abandoned", "failed", "outside"):
                    figure = "stopped" if name == "abandoned" else name
                    yield ("step", cell, period, f"{step.step} {figure}"), str(getattr(step, name))


def _of_cells(found: KeptDiagnosis) -> Facts:
    for pair in found.breakdowns.crossed:
        table = found.crossed(pair.workflow, pair.cuts)
        for crossed in () if table is None else table.cells:
            cell = crossed.cohort.pairs
            yield ("crossed people", cell, SINCE, ""), str(crossed.people)
            yield ("crossed cases", cell, SINCE, ""), str(crossed.cases)
            for metric, estimate in crossed.measures.items():
                if isinstance(estimate, Estimate):
                    yield ("crossed", cell, SINCE, metric), f"{estimate.value:.9f} of {estimate.n}"


def _of_points(found: KeptDiagnosis) -> Facts:
    for point in found.study.friction_points:
        cell, key = point.cohort.pairs, key_of(point.workflow, point.step, point.cohort)
        yield ("friction", cell, FRICTION, f"{point.step} probability"), str(round(point.probability, 3))
        if not impact_is_hidden(point, found.study):
            yield ("friction people", cell, FRICTION, key), str(point.impact.people)
            yield ("friction cases", cell, FRICTION, key), str(point.impact.cases)
            yield ("friction hours", cell, FRICTION, key), str(round(point.impact.hours, 1))
            if point.impact.cost is not None:
                yield ("friction cost", cell, FRICTION, key), str(round(point.impact.cost, 2))


def _of_words(found: KeptDiagnosis) -> Facts:
    for theme in found.said.themes if found.said else ():
        counts = {"people": theme.people, "texts": theme.texts, "before_go_live": theme.before}
        counts |= {f"week_{week}": texts for week, texts in enumerate(theme.weeks, 1)}
        yield from ((("theme", (), SAID, f"{theme.table} {theme.name} {one}"), str(n)) for one, n in counts.items())
    for phrase in found.said.phrases if found.said else ():
        yield ("theme", (), SAID, f"{phrase.table} {phrase.text} people"), str(phrase.people)
        yield ("phrase", (), SAID, f"{phrase.table} {phrase.text} share"), f"{phrase.sure:.9f}"


def _of_variants(ways: tuple[WorkflowConformance, ...] | None) -> Facts:
    for workflow in ways or ():
        rest = workflow.cases - sum(one.cases for one in workflow.variants)
        counted = [(" ".join(one.steps), one.cases) for one in workflow.variants]
        for steps, cases in [*counted, ("all other ways", rest)]:
            yield ("taken", (), WAYS, steps), str(cases)
            yield ("taken share", (), WAYS, steps), str(round(cases / max(workflow.cases, 1), 4))
        for one in workflow.variants:
            for verdict, cases in one.verdicts.items():
                yield ("taken", (), WAYS, f"{' '.join(one.steps)}: {VERDICT_TITLES[verdict]}"), f"{cases:,}"
