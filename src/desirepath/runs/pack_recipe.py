"""What a pack is made from, told so that it can be found out later whether it is still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desirepath import __version__
from desirepath.connectors.read_source import files_of
from desirepath.runs.load import wanted_of
from desirepath.runs.taught_labels import LABELS_FILE
from desirepath.vocabulary.pack import Recipe, SourceRead
from desirepath.vocabulary.plan45 import Register
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import TableInput


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def files_read(rollout: Rollout) -> tuple[SourceRead, ...]:
    """The files beside the rollout file that say how to read: drawings of paths, and labels that were taught."""
    return tuple(_files_read(rollout))


def _files_read(rollout: Rollout) -> Iterator[SourceRead]:
    folder = Path(rollout.file).parent
    texts = [text for one in rollout.workflows for text in (one.path_text, one.old_path_text) if text]
    for name in dict.fromkeys(text.partition("#")[0].strip() for text in texts):
        # A path in the notation is no name of a file, unless it is so short that a file may be called like it.
        if name.lower().endswith((".bpmn", ".xml")) and (folder / name).is_file():
            yield SourceRead(table="path", name=Path(name).name, sha256=sha256_of(folder / name))
    labels = folder / LABELS_FILE
    if labels.is_file():
        yield SourceRead(table="labels", name=labels.name, sha256=sha256_of(labels))


def sources_read(rollout: Rollout) -> tuple[SourceRead, ...]:
    """Every file that rows come from, and every query; what a lake gives is not among them."""
    wanted = wanted_of(rollout)
    return tuple(
        SourceRead(table=source.table, name=file.name, sha256=None if source.query is not None else sha256_of(file))
        for source in rollout.sources
        for file in files_of(source, wanted)
    )


def lake_tables_read(inputs: tuple[TableInput, ...]) -> tuple[SourceRead, ...]:
    """Every table of a lake that rows came from, with its version."""
    return tuple(
        SourceRead(table=one.table, name="lake", table_version=one.table_version)
        for one in inputs
        if one.table_version is not None
    )


def recipe_of(rollout: Rollout, as_of: date | None, inputs: tuple[TableInput, ...], register: Register) -> Recipe:
    """The recipe of a pack that is made from these."""
    file = Path(rollout.file)
    return Recipe(
        rollout_file=file.name,
        sha256=sha256_of(file),
        program=__version__,
        as_of=as_of,
        files=files_read(rollout),
        sources=(*sources_read(rollout), *lake_tables_read(inputs)),
        register=register,
    )
