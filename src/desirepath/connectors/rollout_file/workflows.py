"""The workflows of a rollout file: paths, steps, and what each activity of the log means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.capturing import named_activities, read_capture
from desirepath.connectors.rollout_file.drawings import Drawings, GivenPath
from desirepath.connectors.rollout_file.durations import parse_duration
from desirepath.connectors.rollout_file.given import Given, Mistakes, given, quoted
from desirepath.connectors.rollout_file.steps import PlacedStep, read_steps
from desirepath.vocabulary.case import Outcome, Risk
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.path import steps_as_written
from desirepath.vocabulary.rollout import Failure, Workflow
from desirepath.vocabulary.rollout_keys import DEFAULT_CASE_ENDS_AFTER


def read_workflows(rollout: Given, mistakes: Mistakes, drawings: Drawings) -> tuple[Workflow, ...]:
    """All workflows that could be read; their ids differ."""
    workflows: dict[str, Workflow] = {}
    lines: dict[str, int] = {}
    for section in rollout.each("workflows"):
        workflow_id = section.read("workflow", values.identifier)
        workflow = _workflow(section, workflow_id or "unnamed", mistakes, drawings)
        if workflow_id is not None and workflow_id in lines:
            what = f"workflow `{workflow_id}` is there already, in line {lines[workflow_id]}"
            mistakes.add("repeated_workflow", section.line_of("workflow"), what, "Give each workflow an id of its own.")
        elif workflow_id is not None:
            lines[workflow_id] = section.line_of("workflow")
            if workflow is not None:
                workflows[workflow_id] = workflow
    return tuple(workflows.values())


def _workflow(section: Given, workflow_id: str, mistakes: Mistakes, drawings: Drawings) -> Workflow | None:
    path = _approved_path(section, mistakes, drawings)
    old_path = _in_notation(section, "old_path")
    named_in = _lines_of_steps((path, old_path))
    readable = path is not None and (old_path is not None or not section.has("old_path"))
    steps = read_steps(section, named_in, path.drawn if path else {}, mistakes, paths_readable=readable)
    in_notation = section.has("path") and not section.has("bpmn")
    known = [placed.step.id for placed in steps]
    failures = _failures(section, known, mistakes, steps_known=in_notation or path is not None)
    lists = {name: section.read(name, values.texts) or () for name in ("outside", "withdrawn", "ignore")}
    _refuse_second_places(steps, _failure_lines(section), lists, mistakes)
    if path is None:
        return None
    return Workflow(
        id=workflow_id,
        title=section.read("title", values.text) or workflow_id,
        path=path.path,
        path_text=path.text,
        case_ends_after=section.read("case_ends_after", values.duration) or parse_duration(DEFAULT_CASE_ENDS_AFTER),
        steps=tuple(placed.step for placed in steps),
        old_path=old_path.path if old_path else None,
        old_path_text=old_path.text if old_path else None,
        minutes=section.read("minutes", values.amount),
        risk=Risk(section.read("risk", values.choice) or Risk.MEDIUM),
        failures=failures,
        capture=read_capture(section, named_activities(steps, failures, lists), mistakes),
        **{name: tuple(activity for activity, _ in placed) for name, placed in lists.items()},
    )


def _approved_path(section: Given, mistakes: Mistakes, drawings: Drawings) -> GivenPath | None:
    if section.has("bpmn") and section.has("path"):
        what = f"`bpmn` names the approved path, but `path` in line {section.line_of('path')} does so too"
        mistakes.add("two_paths", section.line_of("bpmn"), what, "Keep one of them.")
        return None
    if not section.has("bpmn") and not section.has("path"):
        mend = "Write its steps in order, for example `path: submit approve pay`."
        mistakes.add("missing_key", section.line, "a workflow lacks `path`, the approved path", mend)
    return drawings.read(section) if section.has("bpmn") else _in_notation(section, "path")


def _in_notation(section: Given, key: str) -> GivenPath | None:
    read = section.read(key, values.path)
    return None if read is None else GivenPath(*read)


def _lines_of_steps(paths: Iterable[GivenPath | None]) -> dict[str, int]:
    """Each step of the paths, in the order written, with the line of the path that names it first."""
    lines: dict[str, int] = {}
    for path in paths:
        if path is not None:
            for step in steps_as_written(path.path):
                lines.setdefault(step, path.line)
    return lines


def _failures(section: Given, steps: list[str], mistakes: Mistakes, *, steps_known: bool) -> dict[str, Failure]:
    failures: dict[str, Failure] = {}
    for activity, node in section.names("failures"):
        values.text(activity, section.key("failures"), mistakes)
        one = given(node, section.key("failures"), mistakes)
        if one is None:
            continue
        step, outcome = one.read("step", values.identifier), one.read("as", values.choice)
        if step is not None and step not in steps and steps_known:
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
