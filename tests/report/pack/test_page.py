"""The pack as a page: whole in one file, nothing that runs, nothing fetched."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from desirepath.report.pack.embedded import ledger_in
from desirepath.report.pack.html import pack_html
from desirepath.report.pack.ledger import ledger_document
from desirepath.vocabulary.pack import Pack
from tests.report.pack.packs import full_pack, named, quiet_pack

EVIL = "</template></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"


class Seen(HTMLParser):
    """Which elements a page has, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.mark.parametrize("pack", [full_pack(), quiet_pack(), named(EVIL)], ids=["full", "quiet", "markup in names"])
def test_the_page_fetches_nothing_and_runs_nothing(pack: Pack) -> None:
    seen = Seen(pack_html(pack))
    assert {tag for tag, _ in seen.elements} & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "base",
        "form",
        "a",
    } == set()
    for _, attributes in seen.elements:
        assert not any(name.startswith("on") or name in {"src", "href", "style"} for name in attributes)


def test_the_policy_of_the_page_allows_its_own_style_alone() -> None:
    text = pack_html(full_pack())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:" in text.replace("&#39;", "'")
    assert set(re.findall(r"url\(([a-z]+:[a-z0-9/]+)", style[1])) == {"data:font/woff2"}
    assert "@import" not in style[1]


def test_every_id_stands_once_and_every_picture_has_a_title() -> None:
    seen = Seen(pack_html(full_pack()))
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named_by = [attributes["aria-labelledby"] for tag, attributes in seen.elements if tag == "svg"]
    assert len(named_by) >= 5
    assert set(named_by) <= set(ids)


def test_no_picture_has_a_gradient() -> None:
    assert "radient" not in pack_html(full_pack())


@pytest.mark.parametrize(
    "pack", [full_pack(), named(EVIL), named("\ud800 x")], ids=["full", "markup", "lone surrogate"]
)
def test_the_ledger_in_the_page_is_the_ledger(pack: Pack) -> None:
    assert ledger_in(pack_html(pack).encode("utf-8"), "html") == ledger_document(pack)


def test_the_same_pack_gives_the_same_page() -> None:
    assert pack_html(full_pack()) == pack_html(full_pack())


def test_the_first_page_has_the_three_answers_before_anything_else() -> None:
    headings = re.findall(r"<h[12][^>]*>([^<]+)", pack_html(full_pack()))
    assert headings[1:3] == ["Three answers", "What may be told on"]
