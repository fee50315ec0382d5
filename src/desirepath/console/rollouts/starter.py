"""The file that a new rollout begins with."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from desirepath.vocabulary.errors import BadInput, Mistake


def starter_text(slug: str, title: str, go_live: date, zone: str) -> str:
    """A rollout file with the least in it. Raises BadInput where there is no title."""
    if not title:
        raise BadInput(Mistake(code="no_title", what=_("The title is missing")))
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f"""\
rollout: {slug}
title: "{quoted}"
go_live: {go_live.isoformat()}
timezone: {zone}
sources:
  - {{table: events, file: events.csv}}
workflows:
  - workflow: request            # an id for the work that changed
    title: Request
    case_ends_after: 14d         # idle this long without an end: abandoned
    path: submit approve         # the steps in their order
    steps:
      submit: {{title: Submit, kind: task, changed: true}}
      approve: {{title: Approve, kind: approval}}
"""
