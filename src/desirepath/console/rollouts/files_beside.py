"""The files beside a rollout file: those that a diagnosis reads, and those that were uploaded and not taken in yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from desirepath import connectors
from desirepath.catalogue import entries
from desirepath.connectors.containers import ending_of
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.runs.reading.messages import Columns, answer_in, line_of
from desirepath.runs.taught_labels import LABELS_FILE
from desirepath.vocabulary.errors import BadInput, Mistake

STAGED = "staged"
MOST_BYTES = 2 << 30
"""What may be uploaded and wait to be taken in, all files of a rollout together."""
_SEEN = ".seen"
_OURS = frozenset({"rollout.yaml", LABELS_FILE})
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSeen:
    """One file. `size` is in bytes."""

    name: str
    size: int
    at: datetime


def files_beside(rollout: RolloutSeen) -> tuple[FileSeen, ...]:
    """The files that the rollout file can name, by name; what the console itself keeps there is not among them."""
    return tuple(one for one in _files(rollout.folder) if one.name not in _OURS)


def file_beside(rollout: RolloutSeen, name: str) -> Path | None:
    """One of these files, or None. Names that lead elsewhere are those of no file."""
    return rollout.folder / name if any(one.name == name for one in files_beside(rollout)) else None


def staged_folder(rollout: RolloutSeen) -> Path:
    """Where uploads wait; no pattern in a rollout file reaches into it."""
    return rollout.folder / STAGED


def staged_files(rollout: RolloutSeen) -> tuple[FileSeen, ...]:
    """The uploads that wait, by name."""
    return tuple(one for one in _files(staged_folder(rollout)) if not one.name.endswith(_SEEN))


def staged_file(rollout: RolloutSeen, name: str) -> Path | None:
    """One of the uploads that wait, or None."""
    return staged_folder(rollout) / name if any(one.name == name for one in staged_files(rollout)) else None


def keep_seen(file: Path, seen: Columns) -> None:
    """Keep what the reading process saw in an upload, so that its page need not read it again."""
    seen_of(file).write_bytes(line_of(seen))


def columns_seen(file: Path) -> Columns:
    """What the reading process saw in an upload. Raises FileNotFoundError where it was not looked at."""
    seen = answer_in(seen_of(file).read_bytes())
    if not isinstance(seen, Columns):
        raise FileNotFoundError(file)
    return seen


def seen_of(file: Path) -> Path:
    """The file that holds what was seen in an upload."""
    return file.with_name(f"{file.name}{_SEEN}")


def safe_name(given: str) -> str:
    """The name as a file has it here: no folders, no signs that mean something to a pattern or a shell.

    Raises BadInput where it does not end as a format that is read.
    """
    last = re.split(r"[/\\]", given)[-1]
    name = re.sub(r"[^\w. ()+-]", "_", last).strip(" .")
    stem, dot, ending = name.partition(".")
    name = f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"
    if not _is_read(name) or name in _OURS or len(name) > LONGEST_NAME:
        what = _("`%(name)s` is in no format that is read here") % {"name": last[:LONGEST_NAME]}
        mend = _("These are read: %(endings)s, also packed as .gz or .zip.") % {"endings": ", ".join(endings_read())}
        raise BadInput(Mistake(code="unknown_format", what=what, mend=mend))
    return name


def endings_read() -> tuple[str, ...]:
    """The endings of all formats."""
    found = entries(connectors, "CONNECTOR").values()
    return tuple(sorted({ending for entry in found for ending in entry.constant.endings}))


def _is_read(name: str) -> bool:
    path = Path(name)
    return ending_of(path) in endings_read() or path.suffix.lower() == ".zip"


def _files(folder: Path) -> list[FileSeen]:
    if not folder.is_dir():
        return []
    found = [one for one in folder.iterdir() if one.is_file() and not one.is_symlink() and one.name[0] != "."]
    return [_seen(one) for one in sorted(found, key=lambda one: one.name.lower())]


def _seen(file: Path) -> FileSeen:
    facts = file.stat()
    return FileSeen(name=file.name, size=facts.st_size, at=datetime.fromtimestamp(facts.st_mtime, UTC))
