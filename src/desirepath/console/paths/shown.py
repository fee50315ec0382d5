"""What the page of the approved path shows: the path as a tree, beside the ways that cases took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from django.utils.translation import gettext as _

from desirepath.console.diagnoses.doors import Place
from desirepath.console.paths.variants import kept_variants
from desirepath.console.rollout_form.checked import checked_text
from desirepath.console.rollout_form.path_tree import PathNode, tree_of
from desirepath.console.rollouts.reads import text_of
from desirepath.observe.automaton import Automaton, PathTooLarge, automaton_of
from desirepath.observe.path_notation import PathMistake, parse_path
from desirepath.report.html.steps import VERDICT_TITLES
from desirepath.report.wording import figure
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.conformance import VariantConformance, WorkflowConformance
from desirepath.vocabulary.path import Diagram
from desirepath.vocabulary.rollout import Rollout, Workflow

WAYS_SHOWN = 40
State: TypeAlias = Literal["on", "off", "outside", "unfinished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeShown:
    """A node of the path with its place. `kind` is that of the tree; `title` is a step's."""

    place: str
    kind: str
    step: str
    title: str
    optional: bool
    repeatable: bool
    is_first: bool
    is_last: bool
    is_in_group: bool
    parts: tuple[NodeShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step of a way. `move` is "sync", "skip" (the path has it, the way has not) or "extra"."""

    title: str
    move: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayShown:
    """A way that cases took; `steps` are ids.

    Its `state` is "on" where the path as it is shown accepts it; else "off" where it leads to an end of the path,
    "outside" where cases ended elsewhere, "unfinished" where they were left or are still open.
    """

    steps: str
    taken: tuple[StepTaken, ...]
    cases: int
    share: str
    cost: int
    verdicts: tuple[str, ...]
    state: State
    may_be_accepted: bool
    unknown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysShown:
    """The ways of a workflow. `others` are the cases of all ways that are not shown."""

    cases: int
    ways: tuple[WayShown, ...]
    others: int
    others_share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathShown:
    """One workflow's path. `drawn_in` names the BPMN file in place of a path in notation."""

    workflow: Workflow
    path_text: str
    nodes: tuple[NodeShown, ...]
    drawn_in: str
    unused: tuple[tuple[str, str], ...]
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What the ways are looked at with: titles of steps, the path that is shown, the ends of the one in force."""

    titles: Mapping[str, str]
    machine: Automaton | None
    ends: frozenset[str]


def read_workflows(place: Place) -> Rollout | None:
    """The rollout as its newest version says it; None where that has mistakes."""
    return checked_text(text_of(place.rollout.id), place.rollout.folder)[0]


def path_shown(workflow: Workflow, path_text: str) -> PathShown:
    """The workflow with this text for its path, which may not be kept yet. Raises BadInput where it cannot be read."""
    titles = {step.id: step.title for step in workflow.steps}
    drawn = isinstance(workflow.path, Diagram) and path_text == workflow.path_text
    tree = PathNode(kind="in_order") if drawn else tree_of(path_text)
    nodes = _nodes(tree, "", titles)
    used = {step.id for step in workflow.steps} if drawn else set(_steps_in(tree))
    return PathShown(
        workflow=workflow,
        path_text=path_text,
        nodes=nodes,
        drawn_in=path_text if drawn else "",
        unused=tuple((step, title) for step, title in titles.items() if step not in used),
        problem="" if drawn else _problem(path_text),
    )


def ways_shown(place: Place, shown: PathShown) -> WaysShown | None:
    """The ways of a workflow in the diagnosis that is shown; None where they were not found yet."""
    kept = kept_ways(place, shown.workflow.id)
    if kept is None:
        return None
    titles = {step.id: step.title for step in shown.workflow.steps}
    looked = _Looked(titles=titles, machine=_automaton(shown), ends=ends_of(shown.workflow))
    ways = tuple(_way(one, kept.cases, looked) for one in kept.variants[:WAYS_SHOWN])
    others = kept.cases - sum(one.cases for one in ways)
    return WaysShown(cases=kept.cases, ways=ways, others=others, others_share=_share(others, kept.cases))


def kept_ways(place: Place, workflow: str) -> WorkflowConformance | None:
    """The ways of a workflow as they were kept, or None."""
    kept = kept_variants(place.run.folder) if place.run else None
    return next((one for one in kept or () if one.workflow == workflow), None)


def verdicts_said(variant: VariantConformance) -> tuple[str, ...]:
    """What the cases of a way came to, each with how many; those of too few cases are not told apart."""
    said = [f"{_(VERDICT_TITLES[verdict])} {cases:,}" for verdict, cases in variant.verdicts.items()]
    if sum(variant.verdicts.values()) < variant.cases:
        said.append(_("few otherwise") if said else _("too few of each to say what they came to"))
    return tuple(said)


def ends_of(workflow: Workflow) -> frozenset[str]:
    """The steps that a case of the workflow can end with by itself."""
    try:
        return automaton_of(workflow.path).can_be_last
    except PathTooLarge:
        return frozenset()


def may_be_accepted(variant: VariantConformance, ends: frozenset[str]) -> bool:
    """Whether enough cases came by this way to an end of the workflow: others were left, or ended outside."""
    return Verdict.OFF_PATH in variant.verdicts and _ends_by_itself(variant, ends)


def _ends_by_itself(variant: VariantConformance, ends: frozenset[str]) -> bool:
    return bool(variant.steps) and variant.steps[-1] in ends


def _state(variant: VariantConformance, looked: _Looked) -> State:
    if looked.machine.accepts(variant.steps) if looked.machine else variant.alignment.cost == 0:
        return "on"
    if _ends_by_itself(variant, looked.ends):
        return "off"
    return "outside" if Verdict.OFF_PATH in variant.verdicts else "unfinished"


def _way(variant: VariantConformance, total: int, looked: _Looked) -> WayShown:
    said = verdicts_said(variant)
    return WayShown(
        steps=" ".join(variant.steps),
        taken=tuple(
            StepTaken(
                title=looked.titles.get(step, step.removeprefix("?")), move="unknown" if step.startswith("?") else move
            )
            for move, step in variant.alignment.moves
        ),
        cases=variant.cases,
        share=_share(variant.cases, total),
        cost=variant.alignment.cost,
        verdicts=said if len(said) > 1 or not variant.verdicts else (),
        state=_state(variant, looked),
        may_be_accepted=may_be_accepted(variant, looked.ends),
        unknown=any(step.startswith("?") for step in variant.steps),
    )


def _share(cases: int, total: int) -> str:
    return figure(cases / total, "share") if total else "–"


def _automaton(shown: PathShown) -> Automaton | None:
    try:
        return automaton_of(shown.workflow.path if shown.drawn_in else parse_path(shown.path_text))
    except (PathMistake, PathTooLarge):
        return None


def _problem(path_text: str) -> str:
    """Why a path that can be read cannot be judged by: it is empty, or too large."""
    if not path_text.strip():
        return _("The path is empty: add its first step.")
    try:
        automaton_of(parse_path(path_text))
    except PathMistake as mistake:
        return f"{mistake.what}. {mistake.mend}"
    except PathTooLarge as large:
        return str(large)
    return ""


def _nodes(group: PathNode, place: str, titles: Mapping[str, str]) -> tuple[NodeShown, ...]:
    return tuple(
        NodeShown(
            place=f"{place}.{number}".lstrip("."),
            kind=node.kind,
            step=node.step,
            title=titles.get(node.step, node.step),
            optional=node.optional,
            repeatable=node.repeatable,
            is_first=number == 0,
            is_last=number == len(group.parts) - 1,
            is_in_group=bool(place),
            parts=_nodes(node, f"{place}.{number}".lstrip("."), titles),
        )
        for number, node in enumerate(group.parts)
    )


def _steps_in(node: PathNode) -> list[str]:
    return [node.step] if node.kind == "step" else [step for part in node.parts for step in _steps_in(part)]
