"""What was posted, put into the text of the file: only what differs from what the form showed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desirepath.console.rollout_form.changes import Sent, changes_of
from desirepath.console.rollout_form.edits import Edit, edited
from desirepath.console.rollout_form.from_text import Place
from desirepath.console.rollout_form.located import MARK, CollectionAt, located
from desirepath.console.rollout_form.written_yaml import Indents
from desirepath.vocabulary.rollout_keys import ROLLOUT


def text_with(text: str, posted: Mapping[str, str]) -> str:
    """The text with what was posted under the names of its form; all else stays letter for letter.

    A name that is not posted is left as it is, so a flag that is off has to be posted empty. A field posted empty is
    taken out, with its section where that is left empty; a comment behind it stays. A row all of whose fields are
    posted empty is taken out with its lines, a table without rows with its key. Raises BadInput as `form_of` does.
    """
    bare = text.removeprefix(MARK)
    root = located(bare)
    changes = changes_of(ROLLOUT, root, Place(), Sent(text=bare, posted=posted, indents=_indents(root)))
    edits = [Edit(start=root.start, end=root.end, put="")] if changes.leaves_nothing else list(changes.edits())
    if not edits:
        return text
    in_its_breaks = [replace(one, put=_with_breaks_of(bare, one.put)) for one in edits]
    return text[: len(text) - len(bare)] + edited(bare, in_its_breaks)


def _with_breaks_of(text: str, put: str) -> str:
    """New lines broken as the file breaks its first."""
    as_windows_does = text[: text.find("\n") + 1].endswith("\r\n")
    return put.replace("\r\n", "\n").replace("\n", "\r\n") if as_windows_does else put


def _indents(root: CollectionAt) -> Indents:
    """How the file indents, by what stands first below a key in it."""
    lists: list[int] = []
    mappings: list[int] = []
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        inner = [one.value for one in node.entries if isinstance(one.value, CollectionAt) and not one.value.flow]
        waiting += inner
        if not node.is_list:
            lists += [one.column - node.column for one in inner if one.is_list]
            mappings += [one.column - node.column for one in inner if not one.is_list]
    return Indents(lists=lists[0] if lists else 2, mappings=mappings[0] if mappings else 2)
