"""Write the generated pages of `docs/reference`: from the commands, the catalogues, the tables and the keys.

`make docs` runs it; a test holds the pages in the tree to what it writes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from enum import StrEnum
from inspect import cleandoc
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import typer
from msgspec import Meta

from desirepath.cli.program import program
from desirepath.report import friction_words
from desirepath.report.documents import DiagnosisDocument, MetricRow
from desirepath.report.effects_documents import (
    DecisionDocument,
    DesignCheckDocument,
    EffectDocument,
    EffectsDocument,
    ExposedDocument,
    InterventionDocument,
    ReadingDocument,
    WatchedDocument,
)
from desirepath.report.friction_documents import (
    CheckDocument,
    EvidenceDocument,
    FrictionPointDocument,
    ImpactDocument,
    SideRateDocument,
    SignalDocument,
)
from desirepath.vocabulary import rollout_keys
from desirepath.vocabulary.file_keys import Key, Section
from desirepath.vocabulary.tables import TABLES, Table
from make.catalogue_pages import (
    of_blockers,
    of_connectors,
    of_designs,
    of_exports,
    of_interventions,
    of_metrics,
    of_signals,
    table_of,
)

WRITTEN_BY = "<!-- Written by `make docs`. Change the source, not this page. -->"


def pages() -> dict[str, str]:
    """Every generated page by the name of its file."""
    return {
        "commands.md": _page("Commands", _commands()),
        "metrics.md": _page("Metrics", of_metrics()),
        "signals.md": _page("Signals", of_signals()),
        "blockers.md": _page("Blockers", of_blockers()),
        "interventions.md": _page("Interventions", of_interventions()),
        "designs.md": _page("Designs", of_designs()),
        "connectors.md": _page("Connectors", of_connectors()),
        "exports.md": _page("Exports of products", of_exports()),
        "tables.md": _page("Tables", _tables()),
        "rollout-file.md": _page("The rollout file", _rollout_file()),
        "diagnosis-json.md": _page("diagnosis.json", _diagnosis_json()),
        "effects-json.md": _page("effects.json", _effects_json()),
    }


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", WRITTEN_BY, "", *lines]).rstrip() + "\n"


def _commands() -> Iterator[str]:
    yield "Exit status: 0 done, 2 bad input (said in one line each, nothing written), 1 a fault of the program."
    yield ""
    for name, command in _leaves(typer.main.get_command(program())):
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        options = [one for one in command.params if one.param_type_name == "option"]
        yield f"## `desirepath {name}`"
        yield ""
        yield cleandoc(command.help or "")
        yield ""
        usage = " ".join(["desirepath", name, *(one.metavar or one.name.upper() for one in arguments), "[options]"])
        yield from ("```", usage if options else usage.removesuffix(" [options]"), "```", "")
        yield from table_of(("Given", "Is", "Without it"), map(_parameter, [*arguments, *options]))


def _leaves(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _leaves(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def _parameter(given: Any) -> tuple[str, str, str]:
    is_option = given.param_type_name == "option"
    name = " ".join(f"`{one}`" for one in given.opts) if is_option else f"`{given.metavar or given.name.upper()}`"
    if given.required:
        without = "refused"
    elif given.default is None or given.default is False:
        without = ""
    else:
        without = f"`{given.default}`"
    return name, given.help or "", without


def _tables() -> Iterator[str]:
    yield "A row without a value in a column that must be there is set aside, with its file, line and reason. Times"
    yield "are taken with their zone, or in the rollout's timezone."
    yield ""
    for name, table in TABLES.items():
        yield f"## {name}"
        yield ""
        yield table.holds + _identity(table)
        yield ""
        yield from table_of(
            ("Column", "Kind", "Must be there", "Meaning"),
            (
                (
                    f"`{column.name}`",
                    column.kind.replace("_", " or "),
                    "yes" if column.required else "",
                    column.meaning + (f": {', '.join(f'`{one}`' for one in column.choices)}" if column.choices else ""),
                )
                for column in table.columns
            ),
        )


def _identity(table: Table) -> str:
    same = f" Rows with one `{table.row_id}` are one row." if table.row_id else ""
    more = " Further columns that `cuts` or `columns` name are kept." if table.keeps_more else ""
    return same + more


def _rollout_file() -> Iterator[str]:
    yield "One YAML file says what changed, when, for whom, and where its traces are. File names in it are relative to"
    yield "it. How a path is written stands in [how to write a rollout file](../how-to/write-a-rollout-file.md)."
    yield ""
    yield "Its JSON Schema is `schemas/rollout.schema.json`; an editor that is given it completes and checks keys."
    yield ""
    for section in _sections(rollout_keys.ROLLOUT):
        yield f"## {section.title[:1].upper()}{section.title[1:]}"
        yield ""
        yield from table_of(
            ("Key", "Must be there", "Meaning", "Example"),
            ((f"`{key.name}`", _must_be_there(key), _meaning(key), f"`{key.example}`") for key in section.keys),
        )


def _sections(section: Section) -> Iterator[Section]:
    yield section
    for key in section.keys:
        if key.inside is not None:
            yield from _sections(key.inside)


def _must_be_there(key: Key) -> str:
    return "" if not key.required else f"without `{key.unless}`" if key.unless else "yes"


def _meaning(key: Key) -> str:
    return key.meaning + (f" ({', '.join(f'`{one}`' for one in key.choices)})" if key.choices else "")


def _diagnosis_json() -> Iterator[str]:
    yield "What `desirepath diagnose --json` writes. Its JSON Schema is `schemas/diagnosis.schema.json`, that of"
    yield "`desirepath conformance` is `schemas/conformance.schema.json`. How a friction point is read stands in"
    yield "[how to read a diagnosis](../how-to/read-a-diagnosis.md); what each metric counts, on [its page](metrics.md)."
    yield ""
    yield from _keys(DiagnosisDocument)
    for title, shape in (
        ("A row of `metrics`", MetricRow),
        ("A row of `signals`", SignalDocument),
        ("A row of `friction_points`", FrictionPointDocument),
        ("Its `evidence`", EvidenceDocument),
        ("Its `checks`", CheckDocument),
        ("Its `rates`", SideRateDocument),
        ("Its `impact`", ImpactDocument),
    ):
        yield from (f"## {title}", "", cleandoc(shape.__doc__ or ""), "")
        yield from _keys(shape)
    yield from ("## Names", "")
    yield from table_of(("Name", "Says"), _names())


def _effects_json() -> Iterator[str]:
    yield "What `desirepath prove --json` writes. Its JSON Schema is `schemas/effects.schema.json`. How it is counted stands"
    yield "in [how effects are proved](../explain/how-effects-are-proved.md)."
    yield ""
    yield from _keys(EffectsDocument)
    for title, shape in (
        ("A row of `effects`", EffectDocument),
        ("A row of `interventions`", InterventionDocument),
        ("Its `exposed`", ExposedDocument),
        ("Its `checks`", DesignCheckDocument),
        ("Its `decision`", DecisionDocument),
        ("Its `readings`", ReadingDocument),
        ("Its `movement`", WatchedDocument),
    ):
        yield from (f"## {title}", "", cleandoc(shape.__doc__ or ""), "")
        yield from _keys(shape)


def _keys(shape: type) -> Iterator[str]:
    hints = get_type_hints(shape, include_extras=True)
    yield from table_of(("Key", "Holds"), ((f"`{key}`", _described(hint)) for key, hint in hints.items()))


def _described(hint: Any) -> str:
    """The description that a key's type carries, however deep it is wrapped."""
    if get_origin(hint) is Annotated:
        notes = [note.description for note in hint.__metadata__ if isinstance(note, Meta) and note.description]
        if notes:
            return str(notes[-1])
    return next((found for inner in get_args(hint) if (found := _described(inner))), "")


def _names() -> Iterator[tuple[str, str]]:
    symptoms = {name: said.title for name, said in friction_words.SYMPTOMS.items()}
    checks = {name: said.asks for name, said in friction_words.CHECKS.items()}
    watch = {name: said.title for name, said in friction_words.WATCH.items()}
    for kind, named in (
        ("symptom", symptoms),
        ("blocker", friction_words.BLOCKERS),
        ("source", friction_words.SOURCES),
        ("check", checks),
        ("watch", watch),
    ):
        for name, said in named.items():
            yield f"{kind} `{name.value if isinstance(name, StrEnum) else name}`", said


def write(folder: Path) -> None:
    """Write every page into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=Path("docs/reference"))
    write(asked.parse_args().folder)
