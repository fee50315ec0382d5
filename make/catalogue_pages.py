"""The pages of `docs/reference` on what is found in catalogues: one heading an entry, its docstring below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import cleandoc

from desirepath import connectors
from desirepath.catalogue import Entry, entries
from desirepath.connectors import exports
from desirepath.detect import signals
from desirepath.diagnose import blockers
from desirepath.intervene import interventions
from desirepath.prove import designs, metrics


def table_row(*cells: str) -> str:
    """One row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def table_of(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table, and an empty line."""
    yield table_row(*header)
    yield table_row(*("---" for _ in header))
    for row in rows:
        yield table_row(*row)
    yield ""


def of_metrics() -> Iterator[str]:
    """The page of the metrics."""
    found = entries(metrics, "METRIC")
    yield from table_of(
        ("Metric", "It asks", "Unit", "Better", "Needs"),
        (
            (
                f"[`{name}`](#{name})",
                entry.constant.question,
                entry.constant.unit,
                entry.constant.better,
                ", ".join(entry.constant.needs),
            )
            for name, entry in found.items()
        ),
    )
    for name, entry in found.items():
        without = entry.constant.unit_without_people or "cannot be given"
        yield from _entry(name, entry, f"Unit: {entry.constant.unit}; where the log names no people: {without}.")


def of_signals() -> Iterator[str]:
    """The page of the signals."""
    found = entries(signals, "SIGNAL")
    yield "What is looked for at each step and for each cohort. What stands after everything that was tried is taken into"
    yield "account makes a friction point, together with its evidence."
    yield ""
    yield from table_of(
        ("Signal", "It asks", "Unit", "Needs"),
        (
            (f"[`{name}`](#{name})", facts.question, facts.unit, ", ".join(facts.needs))
            for name, facts in ((name, entry.constant) for name, entry in found.items())
        ),
    )
    for name, entry in found.items():
        yield from _entry(name, entry, "")


def of_blockers() -> Iterator[str]:
    """The page of the blockers."""
    found = entries(blockers, "BLOCKER")
    yield "The five kinds of reason that evidence is weighed for. How it is weighed stands in"
    yield "[how reasons are weighed](../explain/how-reasons-are-weighed.md)."
    yield ""
    yield from table_of(
        ("Blocker", "It asks", "Marks that speak for it most"),
        (
            (f"[`{name}`](#{name})", facts.question, ", ".join(f"`{mark}`" for mark in facts.speaks_for_it))
            for name, facts in ((name, entry.constant) for name, entry in found.items())
        ),
    )
    for name, entry in found.items():
        yield from _entry(name, entry, "")


def of_interventions() -> Iterator[str]:
    """The page of the interventions."""
    found = entries(interventions, "INTERVENTION")
    yield "The blocker of a friction point decides which come into question; the symptom, the kind of step and whether one"
    yield "cohort or everyone is concerned decide which is first."
    yield ""
    yield from table_of(
        ("Intervention", "Against", "What people meet", "Effort", "Decides"),
        (
            (
                f"[`{name}`](#{name})",
                facts.addresses.replace("_", " "),
                facts.does,
                facts.effort,
                f"{facts.owner} owner",
            )
            for name, facts in ((name, entry.constant) for name, entry in found.items())
        ),
    )
    for name, entry in found.items():
        instead = entry.constant.not_when
        yield from _entry(name, entry, f"Choose something else when: {instead[:1].lower()}{instead[1:]}")


def of_designs() -> Iterator[str]:
    """The page of the designs."""
    found = entries(designs, "DESIGN")
    yield "How it was decided who gets an intervention, and what may be said of its effect then. Why it is read this way"
    yield "stands in [how effects are proved](../explain/how-effects-are-proved.md)."
    yield ""
    yield from table_of(
        ("Design", "It asks", "An effect is told as"),
        (
            (f"[`{name}`](#{name})", facts.question, f"“{facts.says}”")
            for name, facts in ((name, entry.constant) for name, entry in found.items())
        ),
    )
    for name, entry in found.items():
        yield from _entry(name, entry, "")


def of_connectors() -> Iterator[str]:
    """The page of the connectors."""
    found = entries(connectors, "CONNECTOR")
    yield "A file is read by its ending once `.gz` is taken off, or by `format` of its source. Files in a `.zip` are"
    yield "read in place, and a name with `*` reads many files."
    yield ""
    yield from table_of(
        ("Connector", "Endings", "It reads"),
        (
            (
                f"[`{name}`](#{name})",
                " ".join(f"`{ending}`" for ending in entry.constant.endings),
                entry.constant.reads,
            )
            for name, entry in found.items()
        ),
    )
    for name, entry in found.items():
        yield from _entry(name, entry, "")


def of_exports() -> Iterator[str]:
    """The page of the exports of products."""
    found = entries(exports, "EXPORT")
    yield "The `format` of a source may name the product that exported its file, whatever the file's own format is. Of the"
    yield "names below the first that the file has is taken, unless `columns` says otherwise."
    yield ""
    yield from table_of(
        ("Export", "It reads"), ((f"[`{name}`](#{name})", entry.constant.reads) for name, entry in found.items())
    )
    for name, entry in found.items():
        yield from _entry(name, entry, "")
        for table, names in entry.constant.tables.items():
            rows = ((f"`{ours}`", " ".join(f"`{one}`" for one in theirs)) for ours, theirs in names.items())
            yield from table_of((f"Column of `{table}`", "Its names, likeliest first"), rows)


def _entry(name: str, entry: Entry, fact: str) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    for line in cleandoc(entry.module.__doc__ or "").splitlines():
        is_heading = line and not line.startswith(" ") and not line.endswith((".", "?"))
        yield from (f"**{line}**", "") if is_heading else (line.strip(),)
    yield ""
    if fact:
        yield from (fact, "")
