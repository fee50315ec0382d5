"""The path around one step: the process map's own signs, a few steps only, and the step in question marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from desirepath.report.spoken import said, said_many
from desirepath.report.svg.element import svg, tag, text, wrapped
from desirepath.report.wording import count, figure
from desirepath.vocabulary.signal import Symptom
from desirepath.vocabulary.study import ProcessMap, StepOnMap


@dataclass(frozen=True, slots=True)
class Paper:
    """How many steps stand beside each other, how wide a seat and its card are, and what is left at the ends."""

    name: str
    seats: int
    seat: float
    card: float
    end: float


WIDE = Paper("wide", 7, 150.0, 128.0, 40.0)
NARROW = Paper("narrow", 3, 110.0, 98.0, 22.0)

_CARD, _TOP = 74.0, 40.0


def path_strip(drawn: ProcessMap, step: str, symptom: Symptom, paper: Paper) -> Markup:
    """The strip, or nothing where the map lacks the step. The step stands in the middle where the path allows."""
    seats = paper.seats
    numbers = {one.step: number for number, one in enumerate(drawn.steps)}
    if step not in numbers:
        return Markup("")
    first = max(0, min(numbers[step] - seats // 2, len(drawn.steps) - seats))
    shown = drawn.steps[first : first + seats]
    strip = _Strip(drawn, shown, first, numbers[step] - first, symptom, paper)
    marked = shown[strip.place]
    return svg(strip.width, 176, _described(drawn, marked), *strip.parts(), class_=f"map strip {paper.name}")


@dataclass(frozen=True, slots=True)
class _Strip:
    """`first` steps of the path lie before the strip; `place` is the marked one's among the `shown`."""

    drawn: ProcessMap
    shown: tuple[StepOnMap, ...]
    first: int
    place: int
    symptom: Symptom
    paper: Paper

    @property
    def width(self) -> float:
        return 2 * self.paper.end + len(self.shown) * self.paper.seat

    @property
    def middle(self) -> float:
        return _TOP + _CARD / 2

    def x(self, place: float) -> float:
        return self.paper.end + (place + 0.5) * self.paper.seat

    def thickness(self, cases: int | None) -> float:
        return max(1.5, 50.0 * (cases or 0) / max(1, self.drawn.cases))

    def parts(self) -> list[Markup]:
        cards = [part for place, step in enumerate(self.shown) for part in self._step(place, step)]
        return [*self._spine(), *self._ends(), *cards, *self._mark(), *self._trouble()]

    def _spine(self) -> list[Markup]:
        left = [self.drawn.cases, *(step.passed for step in self.drawn.steps)]
        drawn = [tag("line", x1=8, x2=self.width - 8, y1=self.middle, y2=self.middle, class_="track")]
        edges = [8.0, *(self.x(place) for place in range(len(self.shown))), self.width - 8]
        for place, (start, end) in enumerate(pairwise(edges)):
            thick = self.thickness(left[self.first + place])
            y = self.middle - thick / 2
            drawn.append(tag("rect", x=start, y=y, width=end - start, height=thick, class_="band"))
        return drawn

    def _ends(self) -> list[Markup]:
        """Start and end; where steps lie beyond the strip, how many."""
        after = len(self.drawn.steps) - self.first - len(self.shown)
        drawn = []
        for x, beyond in ((14.0, self.first), (self.width - 14, after)):
            drawn.append(tag("circle", cx=x, cy=self.middle, r=11 if beyond else 8, class_="end-point"))
            if beyond:
                drawn.append(text(x, self.middle + 4, f"+{beyond}", class_="note", text_anchor="middle"))
        return drawn

    def _step(self, place: int, step: StepOnMap) -> list[Markup]:
        x = self.x(place)
        lines = wrapped(step.title, self.paper.card - 12, 12.5, 2)
        css = "card here" if place == self.place else "card changed" if step.changed else "card"
        return [
            tag("rect", x=x - self.paper.card / 2, y=_TOP, width=self.paper.card, height=_CARD, rx=8, class_=css),
            *(
                text(x, _TOP + (24 if len(lines) == 2 else 31) + 15 * row, line, class_="title", text_anchor="middle")
                for row, line in enumerate(lines)
            ),
            text(x, _TOP + _CARD - 8, said("%(n)s passed", n=count(step.passed)), class_="note", text_anchor="middle"),
        ]

    def _mark(self) -> list[Markup]:
        """A pin above the step: the mark does not rest on colour."""
        x = self.x(self.place)
        return [
            tag("path", d=f"M{x - 7:.1f} {_TOP - 12:.1f}h14l-7 9z", class_="pin"),
            text(x, _TOP - 17, said("here"), class_="pin-text", text_anchor="middle"),
        ]

    def _trouble(self) -> list[Markup]:
        step, x, y = self.shown[self.place], self.x(self.place), _TOP + _CARD
        told = _said(step, self.symptom)
        if not told:
            return []
        parts = []
        if self.symptom is Symptom.ABANDONMENT_AT_STEP and step.abandoned:
            wide = self.thickness(step.abandoned)
            half = wide / 2 + 4
            parts = [
                tag("rect", x=x - wide / 2, y=y - 1, width=wide, height=22, class_="stopped"),
                tag("path", d=f"M{x - half:.1f} {y + 20:.1f}h{2 * half:.1f}l{-half:.1f} 11z", class_="stopped"),
            ]
        elif self.symptom is Symptom.EXCEPTIONS_RISING:
            loop = f"M{x + 9:.1f} {y + 1:.1f}c9 20 -27 20 -18 3"
            parts = [
                tag("path", d=loop, class_="loop"),
                tag("path", d=f"M{x - 14:.1f} {y + 10:.1f}l5 -6l5 5", class_="loop"),
            ]
        elif self.symptom is Symptom.APPROVAL_PATH_BYPASSED:
            start, end = x - self.paper.card / 2 - 10, x + self.paper.card / 2 + 10
            way = f"M{start:.1f} {self.middle:.1f}V{y + 14:.1f}q0 10 10 10H{end - 10:.1f}q10 0 10 -10V{self.middle + 9:.1f}"
            parts = [
                tag("path", d=way, class_="jump skip", stroke_width=max(2.0, self.thickness(step.skipped) / 3)),
                tag("path", d=f"M{end - 5:.1f} {self.middle + 11:.1f}h10l-5 -9z", class_="jump-head skip"),
            ]
        parts.append(text(x, y + 48, told, class_="stopped-text", text_anchor="middle"))
        return parts


def _said(step: StepOnMap, symptom: Symptom) -> str:
    """What all cases do at the step, where the map knows it: the symptom's figure, not the cohort's."""
    match symptom:
        case Symptom.ABANDONMENT_AT_STEP if step.abandoned != 0:
            stopped = said("%(n)s stopped", n=count(step.abandoned))
            if step.abandoned and step.reached:
                return f"{stopped}, {figure(step.abandoned / step.reached, 'share')}"
            return stopped
        case Symptom.APPROVAL_PATH_BYPASSED if step.skipped != 0:
            return said("%(n)s went on without it", n=count(step.skipped))
        case Symptom.EXCEPTIONS_RISING if step.failed != 0:
            return said("%(n)s failed first", n=count(step.failed))
        case Symptom.DUPLICATE_HANDOFFS if step.outside not in {0, None}:
            return said("%(n)s done outside", n=count(step.outside))
    return ""


def _described(drawn: ProcessMap, marked: StepOnMap) -> str:
    place = [step.step for step in drawn.steps].index(marked.step) + 1
    return said_many(
        "The approved path, %(step)s marked: step %(place)s of %(all)s. Of %(n)s case, %(reached)s reached it, %(passed)s "
        "passed it, %(stopped)s stopped there.",
        "The approved path, %(step)s marked: step %(place)s of %(all)s. Of %(n)s cases, %(reached)s reached it, %(passed)s "
        "passed it, %(stopped)s stopped there.",
        drawn.cases,
        step=marked.title,
        place=place,
        all=len(drawn.steps),
        reached=count(marked.reached),
        passed=count(marked.passed),
        stopped=count(marked.abandoned),
    )
