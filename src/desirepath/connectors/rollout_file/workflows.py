"""The workflows of a rollout file: paths, steps, and what each activity of the log means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.durations import parse_duration
from desirepath.connectors.rollout_file.given import Given, Mistakes, given, quoted
from desirepath.connectors.rollout_file.steps import PlacedStep, read_steps
from desirepath.vocabulary.case import Outcome, Risk
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.path import Path, steps_as_written
from desirepath.vocabulary.rollout import Failure, Workflow
from desirepath.vocabulary.rollout_keys import DEFAULT_CASE_ENDS_AFTER


def read_workflows(rollout: Given, mistakes: Mistakes) -> tuple[Workflow, ...]:
    """All workflows that could be read; their ids differ."""
    workflows: dict[str, Workflow] = {}
    lines: dict[str, int] = {}
    for section in rollout.each("workflows"):
        workflow_id = section.read("workflow", values.identifier)
        workflow = _workflow(section, workflow_id or "unnamed", mistakes)
        if workflow_id is not None and workflow_id in lines:
            what = f"workflow `{workflow_id}` is there already, in line {lines[workflow_id]}"
            mistakes.add("repeated_workflow", section.line_of("workflow"), what, "Give each workflow an id of its own.")
        elif workflow_id is not None:
            lines[workflow_id] = section.line_of("workflow")
            if workflow is not None:
                workflows[workflow_id] = workflow
    return tuple(workflows.values())


def _workflow(section: Given, workflow_id: str, mistakes: Mistakes) -> Workflow | None:
    path = _approved_path(section, mistakes)
    old_path = section.read("old_path", values.path)
    named_in = _lines_of_steps((path, old_path))
    readable = path is not None and (old_path is not None or not section.has("old_path"))
    steps = read_steps(section, named_in, mistakes, paths_readable=readable)
    failures = _failures(section, [placed.step.id for placed in steps], mistakes)
    lists = {name: section.read(name, values.texts) or () for name in ("outside", "withdrawn", "ignore")}
    _refuse_second_places(steps, _failure_lines(section), lists, mistakes)
    if path is None:
        return None
    return Workflow(
        id=workflow_id,
        title=section.read("title", values.text) or workflow_id,
        path=path[0],
        path_text=path[1],
        case_ends_after=section.read("case_ends_after", values.duration) or parse_duration(DEFAULT_CASE_ENDS_AFTER),
        steps=tuple(placed.step for placed in steps),
        old_path=old_path[0] if old_path else None,
        old_path_text=old_path[1] if old_path else None,
        minutes=section.read("minutes", values.amount),
        risk=Risk(section.read("risk", values.choice) or Risk.MEDIUM),
        failures=failures,
        **{name: tuple(activity for activity, _ in placed) for name, placed in lists.items()},
    )


def _approved_path(section: Given, mistakes: Mistakes) -> tuple[Path, str, int] | None:
    if section.has("bpmn"):
        mend = "Write the path in notation, `path: submit approve pay`, in place of `bpmn`."
        mistakes.add("bpmn_not_read", section.line_of("bpmn"), "BPMN files are not read by this version", mend)
    elif not section.has("path"):
        mend = "Write its steps in order, for example `path: submit approve pay`."
        mistakes.add("missing_key", section.line, "a workflow lacks `path`, the approved path", mend)
    return section.read("path", values.path)


def _lines_of_steps(paths: Iterable[tuple[Path, str, int] | None]) -> dict[str, int]:
    """Each step of the paths, in the order written, with the line of the path that names it first."""
    lines: dict[str, int] = {}
    for path in paths:
        if path is not None:
            for step in steps_as_written(path[0]):
                lines.setdefault(step, path[2])
    return lines


def _failures(section: Given, steps: list[str], mistakes: Mistakes) -> dict[str, Failure]:
    failures: dict[str, Failure] = {}
    for activity, node in section.names("failures"):
        values.text(activity, section.key("failures"), mistakes)
        one = given(node, section.key("failures"), mistakes)
        if one is None:
            continue
        step, outcome = one.read("step", values.identifier), one.read("as", values.choice)
        if step is not None and step not in steps and section.has("path"):
            what = f"step {quoted(step)} is not defined"
            mistakes.add("unknown_step", one.line_of("step"), what, did_you_mean(step, steps))
        elif step is not None and outcome is not None:
            failures[activity.text] = Failure(step=step, outcome=Outcome(outcome))
    return failures


def _failure_lines(section: Given) -> list[tuple[str, int]]:
    node = section.node("failures")
    pairs = getattr(node, "pairs", [])
    return [(name.text, name.line) for name in {pair[0].text: pair[0] for pair in pairs}.values()]


def _refuse_second_places(
    steps: Iterable[PlacedStep],
    failures: list[tuple[str, int]],
    lists: Mapping[str, tuple[tuple[str, int], ...]],
    mistakes: Mistakes,
) -> None:
    """An activity means one thing: it stands in one step, or in one of the other lists."""
    places = [(f"step `{placed.step.id}`", activity) for placed in steps for activity in placed.activities]
    places += [("`failures`", activity) for activity in failures]
    places += [(f"`{name}`", activity) for name, placed in lists.items() for activity in placed]
    first: dict[str, tuple[str, int]] = {}
    for where, (activity, line) in places:
        if activity not in first:
            first[activity] = (where, line)
            continue
        there, there_line = first[activity]
        told = f"activity {quoted(activity)} is placed twice: in {there} (line {there_line}) and in {where}"
        mistakes.add("activity_placed_twice", line, told, "Keep it in one place.")
