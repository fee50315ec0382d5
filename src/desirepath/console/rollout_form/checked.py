"""A text that is not saved yet, read as the file itself would be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.connectors.rollout_file.read import LARGEST
from desirepath.console.rollout_form.located import FILE, MARK
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Rollout


def checked_text(text: str, folder: Path) -> tuple[Rollout | None, tuple[Mistake, ...]]:
    """The rollout that the text describes, or None and the mistakes that `check` would tell of the file itself.

    Its BPMN files lie in `folder`, where the text would be saved as `rollout.yaml`; nothing is written. Mistakes
    name files relative to it. What is wrong with the sources is not looked at: that takes reading them.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        mend = "A rollout file names its data; it does not hold it. Is this the log?"
        what = f"the file is larger than {LARGEST:,} bytes"
        return None, (Mistake(code="too_large", what=what, mend=mend, file=FILE),)
    try:
        return rollout_from_text(text.removeprefix(MARK), str(folder / FILE)), ()
    except BadInput as refused:
        return None, tuple(replace(one, file=_within(one.file, folder)) for one in refused.mistakes)


def _within(file: str | None, folder: Path) -> str | None:
    """The file's name as the rollout file would name it."""
    if file is None or not Path(file).is_relative_to(folder):
        return file
    return str(Path(file).relative_to(folder))
