"""Conformance on the terminal: the commonest ways the work is done, beside the approved path."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from desirepath.report.terminal import VerdictBar
from desirepath.report.wording import counted, figure
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.conformance import VariantConformance, WorkflowConformance

_SHOWN = 8
_MARKS = {"sync": ("", ""), "skip": ("−", "yellow"), "extra": ("+", "red")}


def conformance_summary(workflows: tuple[WorkflowConformance, ...]) -> RenderableType:
    """Each workflow's cases by verdict and its commonest variants; `−` marks a skipped step, `+` an extra one."""
    return Group(*(_workflow(workflow) for workflow in workflows))


def _workflow(workflow: WorkflowConformance) -> RenderableType:
    verdicts = {
        verdict: found
        for verdict in Verdict
        if (found := sum(variant.verdicts.get(verdict, 0) for variant in workflow.variants))
    }
    head = Text.assemble(
        ("▎" + workflow.workflow, "bold blue"),
        (f"  {counted(workflow.cases, 'case')} in {counted(len(workflow.variants), 'variant')}", "dim"),
    )
    if not verdicts:
        return Group("", head, Text("No case was judged.", style="dim"))
    bar = VerdictBar(verdicts)
    return Group("", head, bar, bar.key(), "", _variants(workflow), "")


def _variants(workflow: WorkflowConformance) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim", border_style="dim")
    table.add_column("cases", justify="right", no_wrap=True)
    table.add_column("share", justify="right", no_wrap=True)
    table.add_column("cost", justify="right", no_wrap=True)
    table.add_column("beside the approved path")
    for variant in workflow.variants[:_SHOWN]:
        share = figure(variant.cases / workflow.cases, "share") if workflow.cases else "–"
        table.add_row(f"{variant.cases:,}", share, _cost(variant), _moves(variant))
    left = len(workflow.variants) - _SHOWN
    if left > 0:
        cases = sum(variant.cases for variant in workflow.variants[_SHOWN:])
        table.add_row(f"{cases:,}", "", "", Text(f"in {counted(left, 'further variant')}", style="dim"))
    return table


def _cost(variant: VariantConformance) -> str:
    bound = variant.alignment.bound
    return f"{bound[0]} to {bound[1]}" if bound else f"{variant.alignment.cost}"


def _moves(variant: VariantConformance) -> Text:
    text = Text()
    for kind, step in variant.alignment.moves:
        mark, style = _MARKS[kind]
        text.append(f"{mark}{step}", style=style)
        text.append(" ")
    return text if text.plain.strip() else Text("nothing done", style="dim")
