"""The commands `desirepath keys ...`: who may send events."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.cli.screen import Screen
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.warehouse.write_keys import Rate, WriteKey, create_key, file_of_keys, read_keys, revoke_key

keys = typer.Typer(help="Say who may send events to a collector.", rich_markup_mode=None)

Warehouse = Annotated[Path, typer.Option("--warehouse", metavar="DIR", help="Folder that the collector writes into.")]


@keys.callback()
def write_keys() -> None:
    """Say who may send events to a collector."""


@keys.command()
def create(
    context: typer.Context,
    warehouse: Warehouse,
    application: Annotated[str, typer.Option(metavar="NAME", help="The application that will send.")],
    origin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN", help="A page that may use the key, as https://erp.example.com; may be repeated."
        ),
    ] = None,
    events: Annotated[float, typer.Option(metavar="NUMBER", help="Events a second, on average.")] = Rate().events,
) -> None:
    """Make a write key.

    It is shown once and kept as a hash only. It can send events and read nothing. Without an origin it serves programs;
    pages of other origins are refused.
    """
    screen: Screen = context.obj
    if events <= 0:
        what = f"`--events` is {events:g}, but must be above 0"
        raise BadInput(Mistake(code="out_of_range", what=what, mend="Write for example `--events 1000`."))
    made, text = create_key(file_of_keys(warehouse), application, origin or (), Rate(events=events))
    screen.show(f"{made.id} of {made.application}, from {_pages(made)}. Keep its text, it is not shown again:")
    typer.echo(text)


@keys.command("list")
def list_keys(context: typer.Context, warehouse: Warehouse) -> None:
    """List the write keys.

    Their ids, applications, origins and whether they are in force; never their text, which is kept nowhere.
    """
    screen: Screen = context.obj
    found = read_keys(file_of_keys(warehouse))
    if not found:
        screen.show("There are no write keys. Make one with `desirepath keys create`.")
    for key in found:
        stands = f"revoked {key.revoked_at}" if key.revoked_at else f"in force since {key.created_at}"
        screen.show(f"{key.id}  {key.application}  {_pages(key)}  {key.rate.events:g} events/s  {stands}")


@keys.command()
def revoke(
    context: typer.Context,
    warehouse: Warehouse,
    key: Annotated[str, typer.Argument(help="Its id, as `desirepath keys list` shows it.", metavar="KEY_ID")],
) -> None:
    """Revoke a write key.

    A running collector refuses it within five seconds. What it sent before stays.
    """
    revoked = revoke_key(file_of_keys(warehouse), key)
    screen: Screen = context.obj
    screen.show(f"{revoked.id} of {revoked.application} is revoked.")


def _pages(key: WriteKey) -> str:
    return ", ".join(key.origins) or "programs only"
