"""Whatever people, files and products of others write is text on every page, in the report and in every file.

Every page is made twice: of harmless texts, and of hostile ones in the same places. Nothing may stand on the second that
the first does not have but words.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import etree, html

from desirepath.catalogue import entries
from desirepath.console.accounts.actions.set_preferences import set_preferences
from desirepath.console.diagnoses.reads import found_in, latest_done
from desirepath.console.look.csv_files import harmless
from desirepath.console.workspaces.permissions import Role
from desirepath.intervene.choose import intervention_catalogue
from desirepath.prove import metrics
from desirepath.report.diagnosis_json import diagnosis_document
from desirepath.report.html.page import report_page
from tests.console.conftest import client_of
from tests.console.guards.conftest import side_of
from tests.console.guards.expected import EXPECTED
from tests.console.guards.hostile_rollout import other_texts, taken_in
from tests.console.guards.payloads import MARK, payloads
from tests.console.guards.routes import inside_a_workspace
from tests.console.guards.sides import Side
from tests.console.guards.sound_page import complaints_about
from tests.console.stage import Stage, diagnosed

OFFICE = "application/vnd.openxmlformats-officedocument"
SHORT, FULL = (200, 80), (2_000, 12)
"""How many payloads are to be shown, and how many of each round are remarks: fewer of them, more rounds of all else."""
NEVER_MORE = (
    "script",
    "style",
    "link",
    "meta",
    "base",
    "iframe",
    "object",
    "embed",
    "img",
    "math",
    "template",
    "video",
)
"""Elements of which a hostile page has no more than a harmless one."""
MARKS = re.compile(rf"{MARK}(\d+)x")


def told_by_people(side: Side, texts: Iterator[str], remarks: int) -> None:
    """Texts that members write: a name, remarks, a note, an intervention, what a phrase means, a write key."""
    from desirepath.console.applications.actions.make_write_key import make_write_key
    from desirepath.console.friction.actions.add_remark import add_remark
    from desirepath.console.friction.reads import points_of
    from desirepath.console.interventions.actions.draft_intervention import Draft, draft_intervention
    from desirepath.console.interventions.contents import Content, Facts
    from desirepath.console.rollouts.actions.save_file import save_file
    from desirepath.console.rollouts.reads import text_of
    from desirepath.vocabulary.cohort import Cohort
    from desirepath.vocabulary.errors import BadInput

    set_preferences(side.author.person, name=next(texts), language="", zone="")
    save_file(side.seat, side.rollout, text_of(side.rollout.id) + "\n", stands_on=1, note=next(texts))
    point = points_of(side.rollout.id)[0]
    for text in islice(texts, remarks):
        add_remark(side.author, side.rollout, point.key, text)
    facts = Facts(workflow=point.workflow, step=point.step, kind="field_level_help", cohort=Cohort(()))
    content = Content(title=next(texts), text=next(texts), note=next(texts))
    draft_intervention(side.author, side.rollout, Draft(content=content, facts=facts, friction_key=point.key))
    with suppress(BadInput):  # a key of no name that could be said is refused, which is as good
        make_write_key(side.seat, next(texts), (), 100.0)


def answers_of(client: Client, side: Side, texts: Iterator[str]) -> Iterator[tuple[str, HttpResponse]]:
    """Every page and file of the workspace and of its rollout, also asked for with such a text in the query."""
    for address in inside_a_workspace():
        route = EXPECTED.get(address.name)
        if route is None or not route.opens or address.name == "staged":
            continue
        path = address.at(workspace=side.seat.slug, rollout=side.rollout.slug, **route.places(side))
        yield address.name, client.get(path, route.query)
        asked = dict.fromkeys(("who", "verb", "words", "workflow", "cohort", "cut", "state", "owner", "q"), next(texts))
        yield f"{address.name}?", client.get(path, asked)
    agent = Client(headers={"user-agent": next(texts)})
    agent.cookies = client.cookies
    agent.get("/")
    yield "sessions", agent.get("/account/sessions/")


def skeleton(text: str) -> tuple[set[tuple[str, tuple[str, ...]]], Counter[str]]:
    """Which elements with which attributes stand on a page, and how many of each element."""
    shapes: set[tuple[str, tuple[str, ...]]] = set()
    counted: Counter[str] = Counter()
    for element in html.document_fromstring(text).iter("*"):
        shapes.add((str(element.tag), tuple(sorted(element.attrib))))
        counted[str(element.tag)] += 1
    return shapes, counted


def rendered(stage: Stage, files: Path, texts: Iterator[str], remarks: int) -> dict[str, HttpResponse | str]:
    """Every page and file of a rollout of such texts, its report and its document."""
    seat, author = stage.seats[Role.ADMINISTRATOR], stage.seats[Role.AUTHOR]
    rollout = taken_in(seat, files, files.parent.name)
    diagnosed(seat, rollout, None)
    side = side_of(seat, author, rollout)
    told_by_people(side, texts, remarks)
    made: dict[str, HttpResponse | str] = dict(answers_of(client_of(seat), side, texts))
    run = latest_done(rollout.id)
    assert run is not None
    study = found_in(run).study
    catalogue = {name: entry.constant for name, entry in entries(metrics, "METRIC").items()}
    made["report"] = report_page(study, catalogue, intervention_catalogue())
    document = json.dumps(diagnosis_document(study), ensure_ascii=False)
    assert json.loads(document)
    made["document"] = document
    return made


def is_safe_cell(cell: str) -> bool:
    """Whether no spreadsheet computes it: also where it splits lines at semicolons and tabs."""
    return all(harmless(piece) == piece or piece == "" for piece in re.split(r"[;\t\r\n]", cell))


def shown_on_paper(document: bytes) -> set[str]:
    """The numbers of the payloads in a text document, in which none may be more than text."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [
            etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))
        ]
    elements = [element for part in parts for element in part.iter()]
    assert [element.tag for element in elements if MARK in element.tag or MARK in str(element.attrib)] == []
    return set(MARKS.findall(" ".join(element.text or "" for element in elements)))


def seen_in(hostile: dict[str, HttpResponse | str], plain: dict[str, HttpResponse | str]) -> set[str]:
    """The numbers of the payloads that were shown; everything about them is held on the way."""
    seen: set[str] = set()
    for name, answer in hostile.items():
        beside = plain[name]
        if not isinstance(answer, str) and answer.get("Content-Type", "").startswith(OFFICE):
            seen |= shown_on_paper(answer.content)
            continue
        text = answer if isinstance(answer, str) else answer.content.decode()
        if not isinstance(answer, str) and not isinstance(beside, str):
            assert answer.status_code < 500, name
            if answer.get("Content-Type", "").startswith("text/csv"):
                cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
                assert [cell for cell in cells if not is_safe_cell(cell)] == [], name
                seen |= set(MARKS.findall(text))
                continue
            if answer.status_code != 200 or beside.status_code != 200 or not text.strip():
                continue
            assert complaints_about(answer) == [], name
        if name == "document":
            continue
        shapes, counted = skeleton(text)
        plain_shapes, plain_counted = skeleton(beside if isinstance(beside, str) else beside.content.decode())
        odd = [
            shape for shape in shapes - plain_shapes if MARK in str(shape) or any(a.startswith("on") for a in shape[1])
        ]
        assert odd == [], name
        assert {tag for tag in NEVER_MORE if counted[tag] > plain_counted[tag]} == set(), name
        assert "1787569" + MARK not in text, name
        seen |= set(MARKS.findall(text))
    return seen


@pytest.mark.parametrize(("wanted", "remarks"), [SHORT, pytest.param(*FULL, marks=pytest.mark.long)])
def test_no_text_from_outside_is_anything_but_text(
    stage: Stage, made_up: Path, tmp_path: Path, wanted: int, remarks: int
) -> None:
    plain_texts = (f"harmless{number}x" for number in count())
    plain = rendered(stage, other_texts(made_up, tmp_path / "plain", plain_texts), plain_texts, remarks)
    texts, shown, sent = payloads(wanted), set[str](), 0
    while len(shown) < wanted:
        sent += 1
        files = other_texts(made_up, tmp_path / f"hostile-{sent}", texts)
        found = seen_in(rendered(stage, files, texts, remarks), plain)
        assert found
        shown |= found
    assert len(shown) >= wanted


@pytest.mark.parametrize(
    "got_through",
    [
        "<img src=x onerror=pwn1x()>",
        "<script>pwn1x()</script>",
        "<svg onload=pwn1x()></svg>",
        "<iframe src=/x></iframe>",
        "<a href='javascript:pwn1x()'>x</a>",
        "<b pwn1x=1></b>",
        "<style>a{}</style>",
        "1787569pwn1x",
    ],
)
def test_what_got_through_would_be_seen(signed_in: Callable[[Role], Client], got_through: str) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    plain, hostile = client.get("/w/ours/people/"), client.get("/w/ours/people/")
    hostile.content = hostile.content.replace(b"</main>", got_through.encode() + b"</main>")
    with pytest.raises(AssertionError):
        seen_in({"people": hostile}, {"people": plain})


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "'\t'=1+1"),
        ("a;=1+1", "a;'=1+1"),
        ("a\n@x", "a\n'@x"),
        ("＝1+1", "'＝1+1"),
        ("-0.5", "-0.5"),
        ("+12", "+12"),
        ("-", "'-"),
        (-0.5, -0.5),
        (None, ""),
        ("a - b; c", "a - b; c"),
        ("a\x00=b", "a=b"),
        ("\x00=b", "'=b"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_compute_gets_a_quote_before_it(cell: object, written: object) -> None:
    assert harmless(cell) == written
