"""Every page of the URL configuration in a browser: wide and narrow, light and dark, by keyboard, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from desirepath.console.workspaces.permissions import Role
from tests.console.browser.conftest import OWN, Served, Watched
from tests.console.guards.expected import EXPECTED, is_page

PAGES = [name for name, route in EXPECTED.items() if is_page(name, route)]
LIGHTEST = 250_000
SHORT_LANE_TAKES = 4
"""One page in so many is looked through on a narrow screen too; in the long lane all are."""
FOCUS = """() => {
  const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(one => one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden' && one.checkVisibility({visibilityProperty: true}));
  const look = one => {
    const style = getComputedStyle(one);
    const outline = style.outlineStyle === 'none' ? '' : style.outlineStyle + style.outlineWidth + style.outlineColor;
    return outline + style.boxShadow;
  };
  const bad = [];
  for (const one of controls) {
    document.activeElement.blur();
    const before = look(one);
    one.focus();
    if (document.activeElement !== one) bad.push('not reached: ' + one.outerHTML.slice(0, 120));
    else if (look(one) === before) bad.push('no outline: ' + one.outerHTML.slice(0, 120));
    if (one.tabIndex > 0) bad.push('out of order: ' + one.outerHTML.slice(0, 120));
  }
  for (const form of document.forms) {
    if (form.querySelector('input:not([type=hidden])') && !form.querySelector('button:not([type=button]), [type=submit]'))
      bad.push('not sent by Enter: ' + form.outerHTML.slice(0, 120));
  }
  return {bad: [...new Set(bad)], controls: controls.length};
}"""


@pytest.fixture(params=[*PAGES, *OWN])
def opened(request: pytest.FixtureRequest, looked_at: Watched, served: Served) -> Watched:
    """Each page once, freshly loaded in a wide window."""
    return loaded(looked_at, served.pages[request.param], 1440)


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.long] * (place % SHORT_LANE_TAKES != 0))
        for place, name in enumerate((*PAGES, *OWN))
    ]
)
def narrow(request: pytest.FixtureRequest, looked_at: Watched, served: Served) -> Watched:
    """The same as on a telephone."""
    return loaded(looked_at, served.pages[request.param], 420)


def loaded(looked_at: Watched, path: str, width: int) -> Watched:
    looked_at.page.set_viewport_size({"width": width, "height": 900})
    looked_at.page.emulate_media(color_scheme="light")
    assert looked_at.go(path) == 200
    return looked_at


def findings(page: Page, axe: str, *rules: str) -> list[str]:
    """What axe finds, by all its rules or by some."""
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = page.evaluate("only => axe.run(document, {resultTypes: ['violations'], ...only})", only)
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def test_a_page_is_sound(opened: Watched, served: Served, axe: str) -> None:
    page, wrong = opened.page, []
    wrong += [f"complained: {one}" for one in opened.complaints]
    wrong += [f"asked another host: {url}" for url in opened.asked if not url.startswith((served.address, "data:"))]
    if opened.weight() > LIGHTEST:
        wrong.append(f"weighs {opened.weight():,.0f} bytes")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "to-content":
        wrong.append("the first Tab does not reach the way to the content")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "main":
        wrong.append("the way to the content does not lead there")
    wrong += page.evaluate(FOCUS)["bad"]
    wrong += [f"wide, light: {one}" for one in findings(page, axe)]
    page.emulate_media(color_scheme="dark")
    wrong += [f"wide, dark: {one}" for one in findings(page, axe, "color-contrast")]
    page.set_viewport_size({"width": 420, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth") > 420:
        wrong.append(f"scrolls sideways: {page.evaluate('document.documentElement.scrollWidth')} wide at 420")
    assert wrong == []


def test_a_page_is_sound_on_a_narrow_screen(narrow: Watched, axe: str) -> None:
    page, wrong = narrow.page, []
    wrong += [f"narrow, light: {one}" for one in findings(page, axe, "color-contrast")]
    page.emulate_media(color_scheme="dark")
    wrong += [f"narrow, dark: {one}" for one in findings(page, axe)]
    assert wrong == []


def test_every_page_says_what_it_says_without_scripts(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.link)
    for name in (*PAGES, *OWN):
        answer = page.goto(served.address + served.pages[name])
        assert answer is not None
        assert answer.status == 200, name
        assert page.locator("h1").count() == 1, name
        assert page.locator("main").inner_text().strip(), name
        assert page.locator("main [hidden]:not(template), main noscript").count() == 0, name
    context.close()


def test_one_signs_in_by_keyboard_alone(browser: Browser, served: Served) -> None:
    from tests.console.browser.served import PASSWORD

    page = browser.new_context().new_page()
    page.goto(f"{served.address}/w/demo/people/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("change-lead@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="People and roles").wait_for()
    assert page.url.endswith("/w/demo/people/")
    assert "login" not in page.url
    page.context.close()


def test_somebody_is_brought_in_by_keyboard_alone(looked_at: Watched, served: Served) -> None:
    looked_at.go(served.pages["people"])
    page = looked_at.page
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("by-keyboard@example.com")
    page.keyboard.press("Enter")
    page.get_by_label("Link").wait_for()
    assert "/in/" in page.get_by_label("Link").input_value()
    assert len(Role) == 6


def test_tab_goes_through_all_controls_in_the_order_in_which_they_stand(looked_at: Watched, served: Served) -> None:
    looked_at.page.set_viewport_size({"width": 1440, "height": 900})
    looked_at.go(served.pages["people"])
    page = looked_at.page
    count = page.evaluate(FOCUS)["controls"]
    page.evaluate("document.activeElement.blur()")
    page.reload()
    ys = []
    for _ in range(count):
        page.keyboard.press("Tab")
        ys.append(page.evaluate("document.activeElement.tagName"))
    assert "BODY" not in ys
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.tagName") == "BODY"
        or page.evaluate("document.activeElement.className") == "to-content"
    )


@pytest.mark.parametrize("path", ["/w/demo/no-such-page/", "/w/another/", "/w/demo/r/no-such-rollout/"])
def test_a_page_that_there_is_not_is_sound_too(looked_at: Watched, axe: str, path: str) -> None:
    assert looked_at.go(path) == 404
    assert findings(looked_at.page, axe) == []
    assert [one for one in looked_at.complaints if "404" not in one] == []
