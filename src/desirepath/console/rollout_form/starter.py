"""The text of a new rollout file, to be filled in."""

from __future__ import annotations

from desirepath.console.rollout_form.written_yaml import scalar

_STARTER = """\
# What changed, when, for whom, and where its traces are.
rollout: {id}
title: {title}
go_live: {go_live}                # the day on which the change came, in the timezone
timezone: {timezone}

# Whom decisions go to.
# owners: {{adoption: adoption@example.com, application: application@example.com, process: process@example.com}}

# Columns of people or cases to compare cohorts by.
cuts: [role, region, tenure]

# Where the data is: one entry a file, in the folder of this one.
sources:
  - {{table: events, file: events.csv}}
  # - {{table: people, file: people.csv}}
  # - {{table: tickets, file: tickets.csv}}

# The work that changed, and its approved path: steps in order, with ? * + | & and parentheses.
workflows:
  - workflow: main
    title: {title}
    path: submit approve complete
    steps:
      submit: {{title: Submit, changed: true}}
      approve: {{title: Approve, kind: approval}}
      complete: {{title: Complete}}
"""


def starter_text(id: str, title: str, go_live: str, timezone: str) -> str:  # noqa: A002 - the form's own word
    """A commented rollout file with the least that the reader asks for.

    `id` is small letters, digits and `-`; `go_live` a day as YYYY-MM-DD; `timezone` an IANA name. Anything else is
    written as it is given, so that reading the text tells what is wrong with it. The one source, `events.csv`, is
    not there yet.
    """
    return _STARTER.format(
        id=scalar(id, "rollout_id", in_flow=False),
        title=scalar(title, "text", in_flow=False),
        go_live=scalar(go_live, "moment", in_flow=False),
        timezone=scalar(timezone, "timezone", in_flow=False),
    )
