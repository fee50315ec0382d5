"""Put an upload beside the rollout file, and name it among the sources there."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.connectors.read_source import Wanted
from desirepath.console.audit.record import record
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.files_beside import file_beside, seen_of
from desirepath.console.rollouts.reads import RolloutSeen, text_of
from desirepath.console.rollouts.source_entry import SourceEntry, text_with_source
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.reading.reader import opened_reader
from desirepath.vocabulary.errors import BadInput, Mistake


def take_in_file(seat: Seat, rollout: RolloutSeen, staged: Path, entry: SourceEntry, *, replaces: bool) -> int:
    """The number of the version that names the file.

    Raises BadInput where a required column is missing, where a file of this name is there and is not to be replaced,
    and where somebody saved another version meanwhile.
    """
    seat.must("upload")
    if file_beside(rollout, staged.name) is not None and not replaces:
        what = _("There is a file `%(name)s` already") % {"name": staged.name}
        raise BadInput(Mistake(code="file_there", what=what, mend=_("Say that it is to be replaced, or rename yours.")))
    wanted = Wanted(folder=rollout.folder, timezone="UTC", keep=frozenset(), rollout_file=str(rollout.file))
    with opened_reader() as reader:
        try:
            reader.match(staged, entry.source(), wanted)
        except BadInput as refused:
            raise BadInput(
                *(Mistake(code=one.code, what=one.what, mend=one.mend) for one in refused.mistakes)
            ) from None
    return _kept(seat, rollout, staged, entry)


@transaction.atomic
def _kept(seat: Seat, rollout: RolloutSeen, staged: Path, entry: SourceEntry) -> int:
    text = text_with_source(text_of(rollout.id), entry, rollout.folder)
    note = _("%(file)s taken in as %(table)s") % {"file": staged.name, "table": entry.table}
    number = save_file(seat, rollout, text, stands_on=rollout.version, note=note)
    record(seat, "file.taken_in", rollout.slug, {"file": staged.name, "table": entry.table, "version": number})
    transaction.on_commit(lambda: _moved(staged, rollout.folder / staged.name))
    return number


def _moved(staged: Path, target: Path) -> None:
    staged.replace(target)
    seen_of(staged).unlink(missing_ok=True)
