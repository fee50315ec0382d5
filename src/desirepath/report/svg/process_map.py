"""The process map, wide: the approved path runs straight from left to right and is as thick as the cases on it.

Ways that leave the spine leave its line, too: stopped cases fall off below, jumps arc above, work done outside
the application goes down to a lane of its own, failed attempts curl at the step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.spoken import marked, said, said_many
from desirepath.report.svg.element import svg, tag, text, wrapped
from desirepath.report.svg.jumps import Jump, Meaning, jumps, onward
from desirepath.report.wording import count, counted, figure
from desirepath.vocabulary.study import ProcessMap, StepOnMap

WIDEST = 8
"""So many steps fit side by side; a longer path is drawn from top to bottom."""

_MEANINGS: Mapping[Meaning, str] = {
    "skip": marked("skip"),
    "other-way": marked("other way"),
    "back": marked("back"),
}
_WIDTH, _ENDS, _CARD, _LANE, _THICKEST = 1160.0, 66.0, 78.0, 25.0, 62.0


def wide_map(drawn: ProcessMap, title: str) -> Markup:
    """The map for wide paper; at most WIDEST steps."""
    arcs, _ = jumps(drawn, at_most=7, lanes=4)
    sheet = _Sheet(drawn, arcs)
    parts = [*sheet.spine(), *sheet.arcs_drawn(), *sheet.ends(), *sheet.outside_lane()]
    for number, step in enumerate(drawn.steps, start=1):
        parts += [*sheet.stopped(number, step), sheet.card(number, step), *sheet.failed(number, step)]
    return svg(_WIDTH, sheet.height, described(drawn, title), *parts, class_="map wide")


def described(drawn: ProcessMap, title: str) -> str:
    """The map in words."""
    steps = "; ".join(
        said(
            "%(step)s: %(reached)s reached, %(passed)s passed, %(stopped)s stopped",
            step=step.title,
            reached=count(step.reached),
            passed=count(step.passed),
            stopped=count(step.abandoned),
        )
        for step in drawn.steps
    )
    return said(
        "Process map of %(workflow)s, %(cases)s. %(steps)s. The table below has every figure.",
        workflow=title,
        cases=counted(drawn.cases, "case", "cases"),
        steps=steps,
    )


def reached_and_passed(step: StepOnMap) -> str:
    """What stands at a step when it is pointed at."""
    return said(
        "%(step)s: %(reached)s reached, %(passed)s passed",
        step=step.title,
        reached=count(step.reached),
        passed=count(step.passed),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    drawn: ProcessMap
    arcs: tuple[Jump, ...]

    @property
    def pitch(self) -> float:
        return (_WIDTH - 2 * _ENDS) / max(1, len(self.drawn.steps))

    @property
    def card_width(self) -> float:
        return min(136.0, self.pitch - 28)

    @property
    def top(self) -> float:
        lanes = max((arc.lane for arc in self.arcs), default=-1) + 1
        return 30.0 + lanes * _LANE + (8 if lanes else 0)

    @property
    def middle(self) -> float:
        return self.top + _CARD / 2

    @property
    def has_outside(self) -> bool:
        return any(step.outside != 0 for step in self.drawn.steps) or bool(self._left_to_outside())

    @property
    def lane_top(self) -> float:
        return self.top + _CARD + 92

    @property
    def height(self) -> float:
        return self.lane_top + 52 if self.has_outside else self.top + _CARD + 84

    def x(self, number: int) -> float:
        if number == 0:
            return 22.0
        if number == len(self.drawn.steps) + 1:
            return _WIDTH - 22
        return _ENDS + (number - 0.5) * self.pitch

    def thickness(self, cases: int) -> float:
        return max(1.5, _THICKEST * cases / max(1, self.drawn.cases))

    def spine(self) -> list[Markup]:
        ends = (self.x(0), self.x(len(self.drawn.steps) + 1))
        parts = [tag("line", x1=ends[0], x2=ends[1], y1=self.middle, y2=self.middle, class_="track")]
        for number, cases in enumerate(onward(self.drawn)):
            if cases:
                thick = self.thickness(cases)
                left, right = self.x(number), self.x(number + 1)
                told = tag("title", said_many("%(n)s case went straight on", "%(n)s cases went straight on", cases))
                parts.append(
                    tag(
                        "rect", told, x=left, y=self.middle - thick / 2, width=right - left, height=thick, class_="band"
                    )
                )
        return parts

    def ends(self) -> list[Markup]:
        parts = []
        flows = self.drawn.flows
        ended = sum(flow.cases for flow in flows if flow.target == "end")
        for number, label, cases in (
            (0, said("began"), self.drawn.cases),
            (len(self.drawn.steps) + 1, said("ended"), ended),
        ):
            x = self.x(number)
            anchor, at = ("start", 4.0) if number == 0 else ("end", _WIDTH - 4)
            parts += [
                tag("circle", cx=x, cy=self.middle, r=9, class_="end-point"),
                text(at, self.middle + 46, count(cases), class_="count", text_anchor=anchor),
                text(at, self.middle + 60, label, class_="note", text_anchor=anchor),
            ]
        return parts

    def card(self, number: int, step: StepOnMap) -> Markup:
        x, width = self.x(number), self.card_width
        lines = wrapped(step.title, width - 14, 12.5, 3)
        first = self.top + {1: 34, 2: 27, 3: 19}[len(lines)]
        parts = [
            tag("title", reached_and_passed(step)),
            tag(
                "rect",
                x=x - width / 2,
                y=self.top,
                width=width,
                height=_CARD,
                rx=8,
                class_="card changed" if step.changed else "card",
            ),
        ]
        parts += [
            text(x, first + 15 * row, line, class_="title", text_anchor="middle") for row, line in enumerate(lines)
        ]
        passed = said("%(n)s passed", n=count(step.passed))
        parts.append(text(x, self.top + _CARD - 9, passed, class_="note", text_anchor="middle"))
        return tag("g", *parts)

    def stopped(self, number: int, step: StepOnMap) -> list[Markup]:
        if step.abandoned == 0:
            return []
        x, y = self.x(number), self.top + _CARD
        if step.abandoned is None:
            return [
                text(
                    x, y + 20, said("%(n)s stopped", n=count(None)), class_="stopped-text hidden", text_anchor="middle"
                )
            ]
        wide = self.thickness(step.abandoned)
        parts = [
            tag("rect", x=x - wide / 2, y=y - 2, width=wide, height=30, class_="stopped"),
            tag("path", d=_arrowhead(x, y + 28, wide), class_="stopped"),
            text(
                x, y + 56, said("%(n)s stopped", n=count(step.abandoned)), class_="stopped-text", text_anchor="middle"
            ),
        ]
        if step.reached:
            share = figure(step.abandoned / step.reached, "share")
            parts.append(text(x, y + 71, share, class_="note", text_anchor="middle"))
        return parts

    def failed(self, number: int, step: StepOnMap) -> list[Markup]:
        if not step.failed:
            return []
        x, y = self.x(number) - self.card_width / 2 + 12, self.top - 1
        loop = f"M{x:.1f} {y:.1f}c-9 -16 16 -21 13 -4"
        return [
            tag("path", d=loop, class_="loop"),
            tag("path", d=f"M{x + 9:.1f} {y - 8:.1f}l4 5l5 -5", class_="loop"),
            tag(
                "text",
                tag(
                    "title",
                    said_many(
                        "%(n)s case with a failed attempt at %(step)s",
                        "%(n)s cases with a failed attempt at %(step)s",
                        step.failed,
                        step=step.title,
                    ),
                ),
                count(step.failed),
                x=x + 20,
                y=y - 5,
                class_="loop-text",
            ),
        ]

    def arcs_drawn(self) -> list[Markup]:
        parts = []
        for arc in self.arcs:
            start = self._foot(arc.origin, 20.0 if arc.target > arc.origin else 36.0)
            end = self._foot(arc.target, 4.0 if arc.target > arc.origin else 12.0)
            y = self.top - 24 - arc.lane * _LANE
            turn = 10.0 if end > start else -10.0
            way = (
                f"M{start:.1f} {self._foot_y(arc.origin):.1f}V{y + 10:.1f}Q{start:.1f} {y:.1f} {start + turn:.1f} {y:.1f}"
                f"H{end - turn:.1f}Q{end:.1f} {y:.1f} {end:.1f} {y + 10:.1f}V{self._foot_y(arc.target) - 6:.1f}"
            )
            parts += [
                tag("path", d=way, class_=f"jump {arc.meaning}", stroke_width=max(1.6, self.thickness(arc.cases) / 3)),
                tag("path", d=_arrowhead(end, self._foot_y(arc.target) - 8, 1), class_=f"jump-head {arc.meaning}"),
            ]
        parts += [self._arc_text(arc) for arc in self.arcs]
        return parts

    def outside_lane(self) -> list[Markup]:
        if not self.has_outside:
            return []
        y = self.lane_top
        parts = [
            tag("rect", x=4, y=y, width=_WIDTH - 8, height=40, rx=8, class_="outside-lane"),
            text(16, y + 25, said("Outside"), class_="outside-text"),
        ]
        left = self._left_to_outside()
        for number, step in enumerate(self.drawn.steps, start=1):
            here = [said("%(n)s done here", n=count(step.outside))] if step.outside != 0 else []
            here += [said("%(n)s left for it", n=count(left[step.step]))] if step.step in left else []
            if here:
                x = self.x(number) + self.card_width / 2 - 6
                parts.append(tag("line", x1=x, x2=x, y1=self.top + _CARD, y2=y, class_="outside-way"))
                first = y + (25 if len(here) == 1 else 17)
                parts += [
                    text(self.x(number), first + 15 * row, line, class_="outside-text", text_anchor="middle")
                    for row, line in enumerate(here)
                ]
        return parts

    def _left_to_outside(self) -> dict[str, int]:
        return {flow.origin: flow.cases for flow in self.drawn.flows if flow.target == "outside"}

    def _foot(self, number: int, aside: float) -> float:
        return self.x(number) + (0 if number in {0, len(self.drawn.steps) + 1} else aside)

    def _foot_y(self, number: int) -> float:
        return self.middle - 10 if number in {0, len(self.drawn.steps) + 1} else self.top

    def _arc_text(self, arc: Jump) -> Markup:
        x = (self.x(arc.origin) + self.x(arc.target)) / 2 + 6
        told = tag("title", f"{counted(arc.cases, 'case', 'cases')}: {said(_MEANINGS[arc.meaning])}")
        return tag(
            "text",
            told,
            count(arc.cases),
            x=x,
            y=self.top - 20 - arc.lane * _LANE,
            class_=f"jump-text {arc.meaning}",
            text_anchor="middle",
        )


def _arrowhead(x: float, y: float, wide: float) -> str:
    half = wide / 2 + 4
    return f"M{x - half:.1f} {y:.1f}h{2 * half:.1f}l{-half:.1f} {min(half, 12.0):.1f}z"
