"""A line without axes, for the eye to see where a figure is going."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from desirepath.report.svg.element import ornament, tag

_WIDTH, _HEIGHT, _INSET = 240.0, 44.0, 5.0


def sparkline(values: Sequence[float | None], before: float | None = None) -> Markup:
    """One point a week; a week without a figure is a gap; `before` is the baseline, dashed. None without two points."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup("")
    level = known if before is None else [*known, before]
    floor, span = min(level), (max(level) - min(level)) or 1.0

    def y(value: float) -> float:
        return _HEIGHT - _INSET - (value - floor) / span * (_HEIGHT - 2 * _INSET)

    step = (_WIDTH - 2 * _INSET) / (len(values) - 1)
    points = [(_INSET + number * step, y(value)) if value is not None else None for number, value in enumerate(values)]
    drawn = [
        tag("path", d=_line(run), class_="spark-line", vector_effect="non-scaling-stroke") for run in _runs(points)
    ]
    if before is not None:
        at = y(before)
        drawn.insert(
            0, tag("line", x1=0, x2=_WIDTH, y1=at, y2=at, class_="spark-before", vector_effect="non-scaling-stroke")
        )
    last = next(point for point in reversed(points) if point is not None)
    drawn.append(
        tag("path", d=f"M{last[0]:.1f} {last[1]:.1f}h0", class_="spark-last", vector_effect="non-scaling-stroke")
    )
    return ornament(_WIDTH, _HEIGHT, *drawn, class_="spark", stretched=True)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _line(run: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
