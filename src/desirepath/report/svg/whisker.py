"""A dot with its interval on a common scale, one row of many."""

from __future__ import annotations

from markupsafe import Markup

from desirepath.report.svg.element import tag
from desirepath.report.svg.scale import Scale
from desirepath.vocabulary.estimate import Estimate


def whisker(estimate: Estimate, across: Scale, everyone: Estimate | None) -> Markup:
    """The row's picture, as wide as its cell; a thin upright marks everyone's value."""
    place = across.at
    drawn = [
        tag("line", x1=f"{place(tick):.2f}%", x2=f"{place(tick):.2f}%", y1=0, y2=26, class_="grid")
        for tick in across.ticks
    ]
    if everyone:
        at = f"{place(everyone.value):.2f}%"
        drawn.append(tag("line", x1=at, x2=at, y1=0, y2=26, class_="everyone"))
    drawn += [
        tag(
            "line",
            x1=f"{place(estimate.low):.2f}%",
            x2=f"{place(estimate.high):.2f}%",
            y1=13,
            y2=13,
            class_="whisker",
        ),
        tag("circle", cx=f"{place(estimate.value):.2f}%", cy=13, r=5, class_="point"),
    ]
    apart = everyone is not None and estimate.high < everyone.value
    return tag(
        "svg",
        *drawn,
        class_="dots below" if apart else "dots",
        height=26,
        width="100%",
        aria_hidden="true",
        focusable="false",
    )
