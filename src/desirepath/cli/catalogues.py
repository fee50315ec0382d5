"""The command `desirepath list`: the catalogues, one line an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Annotated, Any

import typer

from desirepath import connectors
from desirepath.catalogue import entries
from desirepath.detect import signals
from desirepath.diagnose import blockers
from desirepath.intervene import interventions
from desirepath.prove import designs, metrics
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

CATALOGUES: Mapping[str, tuple[ModuleType, str]] = {
    "signals": (signals, "SIGNAL"),
    "blockers": (blockers, "BLOCKER"),
    "interventions": (interventions, "INTERVENTION"),
    "metrics": (metrics, "METRIC"),
    "designs": (designs, "DESIGN"),
    "connectors": (connectors, "CONNECTOR"),
}
"""The package of each catalogue, and the constant that its modules define."""


def list_catalogue(
    context: typer.Context,
    catalogue: Annotated[str, typer.Argument(help=f"{', '.join(CATALOGUES)}.", metavar="CATALOGUE")],
) -> None:
    """List a catalogue, one line each."""
    context.obj.show(lines_of_catalogue(catalogue))


def lines_of_catalogue(catalogue: str) -> str:
    """The names of a catalogue and what each is, in two columns. Raises BadInput where there is no such catalogue."""
    if catalogue not in CATALOGUES:
        what = f"there is no catalogue `{catalogue}`"
        raise BadInput(Mistake(code="unknown_catalogue", what=what, mend=did_you_mean(catalogue, CATALOGUES)))
    rows = list(_told(catalogue))
    widest = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{name:{widest}}  {told}" for name, told in rows)


def _told(catalogue: str) -> Iterable[tuple[str, str]]:
    package, constant = CATALOGUES[catalogue]
    return ((name, _line(catalogue, entry.constant)) for name, entry in entries(package, constant).items())


def _line(catalogue: str, facts: Any) -> str:  # noqa: ANN401 - each catalogue has facts of its own kind
    if catalogue == "connectors":
        return f"{facts.title} ({', '.join(facts.endings)}): {facts.reads}"
    if catalogue == "interventions":
        return f"{facts.does} (against {facts.addresses.replace('_', ' ')}; {facts.effort})"
    return str(facts.question)
