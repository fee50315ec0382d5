"""The page for the meeting: six things to look at, each with its figure and what is proposed. One HTML file."""

from __future__ import annotations

from desirepath.report.html.templating import style, templates
from desirepath.report.spoken import in_english
from desirepath.report.weekly.known import Known
from desirepath.report.weekly.told import review_told
from desirepath.report.wording import day
from desirepath.vocabulary.review import WeeklyReview


def weekly_page(review: WeeklyReview, known: Known) -> str:
    """One HTML file with everything in it. All text is escaped; nothing is fetched, no script runs."""
    with in_english():
        return (
            templates()
            .get_template("weekly.html.j2")
            .render(
                told=review_told(review, known),
                go_live=day(review.go_live, review.timezone),
                timezone=review.timezone,
                smallest_group=review.smallest_group,
                style=style("style.css", "percent.css", "friction.css", "effects.css", "weekly.css"),
            )
        )
