"""The process map, narrow or long: the same map from top to bottom, drop-offs to the right, jumps to the left."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.spoken import said, said_many
from desirepath.report.svg.element import svg, tag, text, wrapped
from desirepath.report.svg.jumps import Jump, jumps, onward
from desirepath.report.svg.process_map import described, reached_and_passed
from desirepath.report.wording import count, figure
from desirepath.vocabulary.study import ProcessMap, StepOnMap

_WIDTH, _CARD, _GAP, _LANE, _THICKEST, _TOP = 356.0, 56.0, 46.0, 22.0, 44.0, 58.0
_LEFT, _RIGHT = 88.0, 232.0


def column_map(drawn: ProcessMap, title: str) -> Markup:
    """The map as a column, for any number of steps."""
    arcs, _ = jumps(drawn, at_most=8, lanes=3)
    sheet = _Column(drawn, arcs)
    parts = [*sheet.spine(), *sheet.arcs_drawn(), *sheet.ends()]
    for number, step in enumerate(drawn.steps, start=1):
        parts += [*sheet.beside(number, step), sheet.card(number, step)]
    return svg(_WIDTH, sheet.height, described(drawn, title), *parts, class_="map column")


@dataclass(frozen=True, slots=True)
class _Column:
    drawn: ProcessMap
    arcs: tuple[Jump, ...]

    @property
    def middle(self) -> float:
        return (_LEFT + _RIGHT) / 2

    @property
    def height(self) -> float:
        return self.y(len(self.drawn.steps) + 1) + 34

    def y(self, number: int) -> float:
        """The upper edge of a step's card; the centre of start and end."""
        if number == 0:
            return 16.0
        after = _TOP + (number - 1) * (_CARD + _GAP)
        return after if number <= len(self.drawn.steps) else after + 8

    def thickness(self, cases: int) -> float:
        return max(1.5, _THICKEST * cases / max(1, self.drawn.cases))

    def spine(self) -> list[Markup]:
        last = len(self.drawn.steps) + 1
        parts = [tag("line", x1=self.middle, x2=self.middle, y1=self.y(0), y2=self.y(last), class_="track")]
        for number, cases in enumerate(onward(self.drawn)):
            if cases:
                thick = self.thickness(cases)
                top, bottom = self.y(number), self.y(number + 1)
                told = tag("title", said_many("%(n)s case went straight on", "%(n)s cases went straight on", cases))
                x = self.middle - thick / 2
                parts.append(tag("rect", told, x=x, y=top, width=thick, height=bottom - top, class_="band"))
        return parts

    def ends(self) -> list[Markup]:
        last = len(self.drawn.steps) + 1
        ended = sum(flow.cases for flow in self.drawn.flows if flow.target == "end")
        parts = []
        for number, label in (
            (0, said("%(n)s began", n=count(self.drawn.cases))),
            (last, said("%(n)s ended", n=count(ended))),
        ):
            y = self.y(number)
            parts += [
                tag("circle", cx=self.middle, cy=y, r=8, class_="end-point"),
                text(self.middle + 34, y + 4, label, class_="count"),
            ]
        return parts

    def card(self, number: int, step: StepOnMap) -> Markup:
        y = self.y(number)
        lines = wrapped(step.title, _RIGHT - _LEFT - 14, 12, 2)
        first = y + (17 if len(lines) == 2 else 23)
        css = "card changed" if step.changed else "card"
        parts = [
            tag("title", reached_and_passed(step)),
            tag("rect", x=_LEFT, y=y, width=_RIGHT - _LEFT, height=_CARD, rx=8, class_=css),
            *(
                text(self.middle, first + 14 * row, line, class_="title", text_anchor="middle")
                for row, line in enumerate(lines)
            ),
            text(
                self.middle,
                y + _CARD - 8,
                said("%(n)s passed", n=count(step.passed)),
                class_="note",
                text_anchor="middle",
            ),
        ]
        return tag("g", *parts)

    def beside(self, number: int, step: StepOnMap) -> list[Markup]:
        y = self.y(number)
        told: list[tuple[str, str]] = []
        parts = []
        if step.abandoned != 0:
            told.append((said("%(n)s stopped", n=count(step.abandoned)), _hidden("stopped-text", step.abandoned)))
        if step.abandoned:
            tall = self.thickness(step.abandoned)
            top = y + 16 - min(tall / 2, 14)
            parts.append(tag("rect", x=_RIGHT - 2, y=top, width=18, height=tall, class_="stopped"))
            parts.append(tag("path", d=_pointer(_RIGHT + 16, top + tall / 2, tall), class_="stopped"))
            if step.reached:
                told.append((figure(step.abandoned / step.reached, "share"), "note"))
        if step.failed:
            told.append((said("%(n)s failed first", n=count(step.failed)), "loop-text"))
        if step.outside != 0:
            told.append((said("%(n)s outside", n=count(step.outside)), _hidden("outside-text", step.outside)))
        left = sum(flow.cases for flow in self.drawn.flows if (flow.origin, flow.target) == (step.step, "outside"))
        if left:
            told.append((said("%(n)s left for it", n=count(left)), "outside-text"))
        parts += [text(_RIGHT + 40, y + 20 + 15 * row, line, class_=css) for row, (line, css) in enumerate(told)]
        return parts

    def arcs_drawn(self) -> list[Markup]:
        parts = []
        for arc in self.arcs:
            start = self._foot(arc.origin, 12.0 if arc.target > arc.origin else -8.0)
            end = self._foot(arc.target, -12.0 if arc.target > arc.origin else 8.0)
            x = _LEFT - 18 - arc.lane * _LANE
            turn = 8.0 if end > start else -8.0
            way = (
                f"M{self._edge(arc.origin):.1f} {start:.1f}H{x + 8:.1f}Q{x:.1f} {start:.1f} {x:.1f} {start + turn:.1f}"
                f"V{end - turn:.1f}Q{x:.1f} {end:.1f} {x + 8:.1f} {end:.1f}H{self._edge(arc.target) - 6:.1f}"
            )
            tip = self._edge(arc.target)
            parts += [
                tag("path", d=way, class_=f"jump {arc.meaning}", stroke_width=max(1.6, self.thickness(arc.cases) / 3)),
                tag("path", d=f"M{tip - 8:.1f} {end - 5:.1f}v10l8 -5z", class_=f"jump-head {arc.meaning}"),
                text(
                    x,
                    (start + end) / 2 + 4,
                    count(arc.cases),
                    class_=f"jump-text {arc.meaning}",
                    text_anchor="middle",
                ),
            ]
        return parts

    def _foot(self, number: int, aside: float) -> float:
        if number in {0, len(self.drawn.steps) + 1}:
            return self.y(number)
        return self.y(number) + _CARD / 2 + aside

    def _edge(self, number: int) -> float:
        return self.middle - 9 if number in {0, len(self.drawn.steps) + 1} else _LEFT


def _hidden(css: str, cases: int | None) -> str:
    """The class of a figure; one that is not told looks otherwise."""
    return f"{css} hidden" if cases is None else css


def _pointer(x: float, y: float, tall: float) -> str:
    half = tall / 2 + 4
    return f"M{x:.1f} {y - half:.1f}v{2 * half:.1f}l{min(half, 10.0):.1f} {-half:.1f}z"
