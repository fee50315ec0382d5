"""A list, or columns, changed line by line: what stays keeps its place, its quotes and its comments."""

from __future__ import annotations

from difflib import SequenceMatcher

from desirepath.console.rollout_form.edits import Added, Alterations, Edit, value_instead
from desirepath.console.rollout_form.located import EntryAt, ScalarAt
from desirepath.console.rollout_form.posted import lines_of, new_column
from desirepath.console.rollout_form.shown import one_line, unfolded
from desirepath.console.rollout_form.written_yaml import NewText, rewritten


def changed_lines(changes: Alterations, said: str, seen: list[tuple[str, int]]) -> None:
    """Note what makes the lines of a list, or of columns, those that were posted.

    `seen` are the lines as shown, each with the number of its entry; entries that are not shown stay.
    """
    wanted = lines_of(said)
    old = [line.strip() for line, _ in seen]
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, wanted, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(last - first, new_last - new_first)
        for offset in range(both):
            _change_line(changes, changes.node.entries[seen[first + offset][1]], wanted[new_first + offset])
        changes.removed.update(seen[at][1] for at in range(first + both, last))
        behind = seen[first + both - 1][1] if first + both else -1
        for line in wanted[new_first + both : new_last]:
            name, value = (None, NewText(text=unfolded(line))) if changes.node.is_list else new_column(line)
            changes.added.append(Added(behind=behind, name=name, value=value))


def _change_line(changes: Alterations, entry: EntryAt, line: str) -> None:
    if entry.key is None:
        _rewrite(changes, entry.value, unfolded(line))
        return
    ours, theirs = new_column(line)
    if ours != entry.key.text:
        _rewrite(changes, entry.key, ours)
    is_nothing = isinstance(entry.value, ScalarAt) and entry.value.is_nothing
    if theirs is None:
        changes.within += [] if is_nothing else [Edit(start=entry.value_from, end=entry.end, put=" null")]
    elif is_nothing:
        changes.within += value_instead(changes, entry, theirs)
    elif isinstance(theirs, NewText):
        _rewrite(changes, entry.value, theirs.text)


def _rewrite(changes: Alterations, old: object, new: str) -> None:
    """Another text in place of an old one; the same one stays as it is written."""
    if isinstance(old, ScalarAt) and one_line(old.text.rstrip("\n")).strip() != one_line(new).strip():
        put = rewritten(old, new, "text", changes.text, in_flow=changes.node.flow)
        changes.within.append(Edit(start=old.start, end=old.end, put=put))
