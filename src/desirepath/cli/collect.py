"""The command `desirepath collect`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desirepath.vocabulary.errors import BadInput, Mistake


def collect(
    rollouts: Annotated[list[Path], typer.Argument(help="The rollout files (YAML).", metavar="ROLLOUT.yaml...")],
    warehouse: Annotated[Path, typer.Option(metavar="DIR", help="Folder that events are kept in.")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8750,
    name: Annotated[str, typer.Option(help="Name of this collector, where several write to one folder.")] = "collector",
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes that take events; without it one a core, four at most."),
    ] = None,
    metrics_token: Annotated[
        Path | None,
        typer.Option("--metrics-token", metavar="FILE", help="Who sends this file's text may read /metrics from afar."),
    ] = None,
) -> None:
    """Take events over HTTP.

    What clients of Segment send, and our own `POST /v1/events`, becomes rows as the section `collect` of the rollout
    file says. A request is answered once its events are safely on the disk. Make a key first, with
    `desirepath keys create`. Ends with Ctrl-C or SIGTERM, after all that was begun is answered.
    """
    # Slow to import, and no other command needs them; whoever only starts the workers does without the server.
    from desirepath.collector.collection import Collection, usable_cores

    collection = Collection(
        rollouts=tuple(rollouts),
        warehouse=warehouse,
        host=host,
        port=port,
        name=name,
        token=_token_in(metrics_token),
        workers=workers or usable_cores(),
    )

    def started(address: str) -> None:
        typer.echo(f"Taking events at {address} (Ctrl-C ends)")

    if collection.workers > 1:
        from desirepath.collector.workers import collect_with_workers

        collect_with_workers(collection, started)
    else:
        from desirepath.collector.collect import collect_into

        collect_into(collection, started)


def _token_in(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _no_token(file, "the token cannot be read") from error
    if len(token) < 16:
        raise _no_token(file, "the token is shorter than 16 characters")
    return token


def _no_token(file: Path, what: str) -> BadInput:
    mend = "Write 16 or more letters and digits into it, drawn by chance."
    return BadInput(Mistake(code="no_token", what=what, mend=mend, file=str(file)))
