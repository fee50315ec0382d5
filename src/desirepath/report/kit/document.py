"""The kit as a document of a few pages for whoever leads the session. The same kit gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.shared import Cm, Pt, RGBColor

from desirepath.diagnose.scorecard import SCORECARD
from desirepath.report.kit import look
from desirepath.report.kit.blocks import PAGE_WIDTH, Told, gap, grid, heading, labelled, line, listed, say, shade
from desirepath.report.kit.found import people, second_reading, sources_of
from desirepath.report.kit.kit import Kit
from desirepath.report.kit.session import HOW_SURE, agenda, floor_note, introduction
from desirepath.report.kit.tidy import tidy
from desirepath.report.kit.to_do import usual_interventions
from desirepath.report.kit.words import (
    BLOCKERS,
    CHECKS,
    DECISIONS,
    EFFORTS,
    OWNERS,
    SOURCES,
    STANDINGS,
    SYMPTOMS,
    measure_title,
    whom,
)
from desirepath.report.kit.workbook import NO_DAY
from desirepath.report.wording import counted
from desirepath.vocabulary.friction import FrictionPoint

IN_FULL = 4
"""So many friction points get a block of their own; a session has no time for more."""
BLANK_BLOCKS = 3
_BOX, _LINE = "☐\u00a0", "_" * 24
_EARLIEST_ZIP = (1980, 1, 1, 0, 0, 0)


def document_of(kit: Kit) -> bytes:
    """The document of a kit, whole."""
    document = docx.Document()
    _dress(document, kit)
    _opening(document, kit)
    if kit.points:
        _in_one_minute(document, kit)
    _agenda(document, kit)
    if kit.points:
        for point in kit.points[:IN_FULL]:
            heading(document, f"{point.rank}. {kit.step_title(point)}: {whom(point.cohort)}", 2)
            labelled(document, _block(kit, point))
    else:
        _scorecard(document, kit)
        for number in range(1, BLANK_BLOCKS + 1):
            heading(document, f"Step {number}", 2)
            labelled(document, _empty_block(kit), to_fill=1.0)
    _agreed(document, kit)
    return _settled(document)


def _dress(document: Document, kit: Kit) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = look.FACE, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for level, size in ((1, 15), (2, 12)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = look.FACE, Pt(size), True
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = look.FACE
        style.font.color.rgb = RGBColor.from_string(look.INK.removeprefix("#"))
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(5)
    about = document.core_properties
    made = kit.study.as_of.astimezone(UTC) if kit.study else NO_DAY
    about.title, about.author, about.comments = tidy(f"Diagnosis kit {kit.title}", 200), "desirepath", ""
    about.created = about.modified = made.replace(tzinfo=None)


def _opening(document: Document, kit: Kit) -> None:
    band = grid(document, (PAGE_WIDTH,), 1)
    [cell] = band.rows[0].cells
    shade(cell, look.NAV)
    cell.paragraphs[0].paragraph_format.space_before = Pt(6)
    say(cell.paragraphs[0], "Diagnosis kit", size=10, colour=look.BAND, bold=True)
    title = cell.add_paragraph()
    title.paragraph_format.space_after = Pt(8)
    say(title, kit.title or "Where work leaves the approved path, and why", size=18, colour=look.WHITE, bold=True)
    gap(document)
    line(document, kit.facts(), size=9, colour=look.MUTED)
    line(document, kit.verdict(), size=11, colour=look.ACCENT, bold=True)
    line(document, introduction(kit))
    line(document, floor_note(kit), size=9, colour=look.MUTED)


def _agenda(document: Document, kit: Kit) -> None:
    heading(document, "45 minutes", 1)
    rows = [(part.minutes, part.do, part.sheet) for part in agenda(kit)]
    listed(document, (2.2, 11.8, PAGE_WIDTH - 14), ("Minutes", "What the room does", "Sheet of the workbook"), rows)


def _in_one_minute(document: Document, kit: Kit) -> None:
    heading(document, "In one minute", 1)
    rows = [
        (
            f"{point.rank}. {kit.step_title(point)}",
            whom(point.cohort),
            SYMPTOMS[point.symptom],
            f"{BLOCKERS[point.blocker]}, {point.probability:.0%}. {STANDINGS[point.standing]}",
            kit.intervention_title(point.first_intervention),
        )
        for point in kit.points
    ]
    listed(
        document, (3.6, 3.3, 3.1, 3.8, PAGE_WIDTH - 13.8), ("Where", "For whom", "What", "Why, how sure", "First"), rows
    )
    gap(document)
    line(document, HOW_SURE, size=9, colour=look.MUTED)


def _block(kit: Kit, point: FrictionPoint) -> Iterator[tuple[str, Sequence[Told]]]:
    symptom, blocker = SYMPTOMS[point.symptom], BLOCKERS[point.blocker]
    yield "What is seen", ((f"{symptom} in {kit.workflow_title(point.workflow)}.", _touched(kit, point)),)
    sure = f"{STANDINGS[point.standing]} by {sources_of(point)}."
    yield "Likeliest reason", ((f"{blocker}, {point.probability:.0%}.", sure),)
    yield "What the sources say", tuple((f"{SOURCES[one.source]}.", one.says) for one in point.evidence)
    yield "Runner-up", (second_reading(point) or "None that is told.",)
    if point.context:
        yield "Beside it", point.context
    if point.missing_evidence:
        yield "Still missing", point.missing_evidence
    yield "Perhaps not the users' problem", tuple(_checks(point))
    yield from _first(kit, point)
    weeks = (("week_1", "Week 1."), ("week_4", "Week 4."))
    yield "Watch", tuple((told, measure_title(point.watch[key])) for key, told in weeks if key in point.watch)
    yield "Agreed", (f"Owner {_LINE}   Due {_LINE}",)


def _first(kit: Kit, point: FrictionPoint) -> Iterator[tuple[str, Sequence[Told]]]:
    title = f"{kit.intervention_title(point.first_intervention)}."
    first = kit.interventions.get(point.first_intervention)
    if first is None:
        yield "First intervention", ((title, ""),)
        return
    effort = f"{EFFORTS[first.effort]} of work; {OWNERS[first.owner].lower()} decides."
    needs = f"{'; '.join(first.needs)}."
    yield "First intervention", ((title, first.does), ("Needs", needs), ("Takes", effort))
    instead = f"{first.not_when[:1].lower()}{first.not_when[1:]}"
    yield "Mind", (*first.risks, ("Better something else when", instead))


def _touched(kit: Kit, point: FrictionPoint) -> str:
    impact = point.impact
    persons = people(kit, point)
    who = "" if persons is None else f"{persons if isinstance(persons, str) else f'{persons:,}'} people, "
    cost = f", {impact.cost:,.0f} {impact.currency}" if impact.cost is not None else ""
    hours = f", {impact.hours:,.1f} hours" if impact.hours else ""
    since = f"; first seen on {point.first_seen:%-d %B %Y}" if point.first_seen else ""
    return f"Touched beyond what was to be expected: {who}{counted(impact.cases, 'case')}{hours}{cost}{since}."


def _checks(point: FrictionPoint) -> Iterator[Told]:
    if not point.not_a_user_problem:
        yield "None of the five checks holds."
    says = {one.check: one.says for one in point.checks}
    for check in point.not_a_user_problem:
        yield f"{CHECKS[check].title}.", says.get(check, CHECKS[check].then)


def _scorecard(document: Document, kit: Kit) -> None:
    heading(document, "Scorecard", 1)
    rows = [
        (
            f"{_BOX}{SYMPTOMS[row.symptom]}",
            row.likely_cause,
            f"{usual_interventions(kit, row)}: {row.first_step}",
            f"Week 1: {measure_title(row.week_1)}. Week 4: {measure_title(row.week_4)}.",
        )
        for row in SCORECARD
    ]
    head = ("What is seen", "Likely cause", "First intervention", "Watch")
    listed(document, (3.4, 4.6, 5.6, PAGE_WIDTH - 13.6), head, rows)


def _empty_block(kit: Kit) -> Iterator[tuple[str, Sequence[Told]]]:
    steps = [title for work in kit.work for title in work.steps.values()]
    yield "Step", (f"One of: {', '.join(steps)}",) if steps else ()
    yield "For whom", ()
    yield "What is seen", (_boxes(SYMPTOMS),)
    yield "Evidence, and from where", (_boxes(SOURCES), " ")
    yield "Likeliest reason", (_boxes(BLOCKERS),)
    yield "Perhaps not the users' problem", tuple((f"{_BOX}{one.title}.", one.ask) for one in CHECKS.values())
    yield "First intervention", ()
    yield "Watch", (f"Week 1 {_LINE}   Week 4 {_LINE}",)
    yield "Agreed", (f"Owner {_LINE}   Due {_LINE}",)


def _boxes(titles: Mapping[Any, str]) -> str:
    """Boxes to tick; no title is torn from its box or in two."""
    return "   ".join(_BOX + title.replace(" ", "\u00a0") for title in titles.values())


def _agreed(document: Document, kit: Kit) -> None:
    heading(document, "Agreed", 1)
    head = ("What will be done", "Owner", "Due", "Week 1", "Week 4", "Decision")
    filled = [(kit.intervention_title(point.first_intervention), "", "", "", "", "") for point in kit.points[:IN_FULL]]
    listed(document, (5.6, 3.2, 2.2, 2.0, 2.0, PAGE_WIDTH - 15), head, [*filled, *[("\n", "", "", "", "", "")] * 4])
    gap(document)
    line(
        document, f"Owners: {', '.join(OWNERS.values())}. Decisions: {', '.join(DECISIONS)}.", size=9, colour=look.MUTED
    )


def _settled(document: Document) -> bytes:
    """The bytes without the time of writing, which the container would otherwise hold."""
    written, settled = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            kept.writestr(zipfile.ZipInfo(name, _EARLIEST_ZIP), given.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
