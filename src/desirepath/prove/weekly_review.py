"""The weekly review: from this week's study, what was proved and the study of the last review, what the meeting decides on.

Six things, each with its figure and what that was: where most cases are given up; which ticket category grew; where most
goes wrong or is done twice; which group is hit hardest; what was shipped; which headline figures moved. Whatever is told
stood among all that was tested, or lies apart from what it is held against with its whole interval; else it is said that
nothing stands out. What is proposed follows from a rule; nothing is decided by it.
"""

from __future__ import annotations

from desirepath.prove.weekly.movement import movement
from desirepath.prove.weekly.shipped import shipped
from desirepath.prove.weekly.tickets import repeat_tickets
from desirepath.prove.weekly.trouble import cohort_at_risk, drop_off, exceptions
from desirepath.prove.weekly.week import Week
from desirepath.vocabulary.review import WeeklyReview


def weekly_review(week: Week) -> WeeklyReview:
    """What the meeting looks at, in its order."""
    study = week.study
    return WeeklyReview(
        rollout=study.rollout,
        title=study.title,
        go_live=study.go_live,
        as_of=study.as_of,
        timezone=study.timezone,
        unit=study.unit,
        smallest_group=study.smallest_group,
        before=None if week.before is None else week.before.as_of,
        items=(
            drop_off(week),
            repeat_tickets(week),
            exceptions(week),
            cohort_at_risk(week),
            *shipped(week),
            movement(week),
        ),
    )
