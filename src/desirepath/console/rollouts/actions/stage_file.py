"""Take an upload into the folder where it waits to be looked at."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.rollouts.files_beside import (
    MOST_BYTES,
    keep_seen,
    safe_name,
    seen_of,
    staged_files,
    staged_folder,
)
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.reading.reader import Reader
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Source


def stage_file(seat: Seat, rollout: RolloutSeen, uploaded: tuple[str, Path], reader: Reader) -> str:
    """The name under which the file waits. `uploaded` is what it is called, and where it lies now; it is moved.

    The file is read by a process of its own. Raises BadInput with one message, and leaves nothing, where it is in no
    format that is read, cannot be read, or would be too much.
    """
    seat.must("upload")
    given, lies = uploaded
    name = safe_name(given)
    size = lies.stat().st_size
    if size + sum(one.size for one in staged_files(rollout) if one.name != name) > MOST_BYTES:
        what = _("`%(name)s` is too large to wait beside what was uploaded already") % {"name": name}
        mend = _("At most 2 GB may wait. Take the others in or discard them first, or pack the file as .gz.")
        raise BadInput(Mistake(code="too_large", what=what, mend=mend))
    file = staged_folder(rollout) / name
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.move(lies, file)
    file.chmod(0o600)
    os.utime(file)
    try:
        keep_seen(file, reader.columns(file, Source(table="events", file=name)))
    except BadInput as refused:
        file.unlink()
        seen_of(file).unlink(missing_ok=True)
        raise BadInput(replace(refused.mistakes[0], file=name)) from refused
    with transaction.atomic():
        record(seat, "file.uploaded", rollout.slug, {"file": name, "bytes": size})
    return name
