"""The approved path of a workflow in the text of a rollout file, changed alone."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from desirepath.console.rollout_form.fields import RolloutForm, Row
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollout_form.into_text import text_with
from desirepath.vocabulary.errors import BadInput, Mistake


def text_with_path(text: str, workflow: str, path_text: str) -> str:
    """The text with another approved path; a BPMN file in its place is no longer named. Raises BadInput."""
    row = workflow_row(form_of(text), workflow)
    return text_with(text, {f"{row.name}-path": path_text, f"{row.name}-bpmn": ""})


def text_with_bpmn(text: str, workflow: str, named: str) -> str:
    """The text with a BPMN file in place of the path. Raises BadInput."""
    row = workflow_row(form_of(text), workflow)
    return text_with(text, {f"{row.name}-path": "", f"{row.name}-bpmn": named})


def with_comment(text: str, workflow: str, comment: str) -> str:
    """The text with a comment above the workflow's path; as it is where one there would change what it says."""
    line = workflow_row(form_of(text), workflow).field("path").line
    if line is None:
        return text
    lines = text.splitlines(keepends=True)
    above = lines[line - 1]
    indent = above[: len(above) - len(above.lstrip(" "))]
    ends = "\r\n" if above.endswith("\r\n") else "\n"
    said = " ".join(comment.split())
    changed = "".join([*lines[: line - 1], f"{indent}# {said}{ends}", *lines[line - 1 :]])
    return changed if re.match(r"\s*(- +)?['\"]?path['\"]? *:", above) and _says_the_same(text, changed) else text


def workflow_row(form: RolloutForm, workflow: str) -> Row:
    """The workflow in the form. Raises BadInput where the file has none of this id."""
    for row in form.workflows:
        if row.field("workflow").value == workflow:
            return row
    what = _("The rollout file has no workflow `%(workflow)s` any more") % {"workflow": workflow}
    raise BadInput(Mistake(code="no_such_workflow", what=what, mend=_("Load the page anew.")))


def _says_the_same(text: str, changed: str) -> bool:
    try:
        return form_of(changed).posted() == form_of(text).posted()
    except BadInput:
        return False
