"""Puts each value where it belongs, in the way that a person, a clipboard or a browser does."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Page

from tests.guidance.canaries.planted import Canary, of

PASTE = """([at, text]) => {
  const field = document.getElementById(at), held = new DataTransfer()
  held.setData('text/plain', text)
  field.focus()
  field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: held, bubbles: true, cancelable: true}))
  if (!document.execCommand('insertText', false, text)) field.value = text
  field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', data: text, bubbles: true}))
  field.dispatchEvent(new Event('change', {bubbles: true}))
}"""
AUTOFILL = """([at, text]) => {
  const field = document.getElementById(at)
  if ('value' in field) field.value = text; else field.textContent = text
  field.dispatchEvent(new AnimationEvent('animationstart', {animationName: 'onAutoFillStart', bubbles: true}))
  field.dispatchEvent(new Event('input', {bubbles: true}))
  field.dispatchEvent(new Event('change', {bubbles: true}))
}"""
ADDRESSES = """(all) => all.forEach(({kind, text}) => {
  if (kind === 'title') document.title = text
  if (kind === 'segment') history.pushState({}, '', `/requests/R-17/${text}/edit`)
  if (kind === 'query') history.pushState({}, '', `?token=${text}`)
  if (kind === 'hash') location.hash = text
  if (kind === 'history state') history.replaceState({held: text}, '')
  if (kind === 'window name') window.name = text
  if (kind === 'cookie') document.cookie = `c${text.slice(1, 4)}=${text};path=/requests`
})"""
TYPED_BY_CLOCK = ("date", "month", "datetime-local", "time")
"""Fields in parts, into which a person types part by part; the value comes as the browser puts it together."""


def enter(page: Page, one: Canary) -> None:
    """One value into its field."""
    at = f"#{one.at}"
    if one.way == "pasted":
        page.evaluate(PASTE, [one.at, one.text])
    elif one.way == "autofilled" or one.kind in {"range", "color"}:
        page.evaluate(AUTOFILL, [one.at, one.text])
    elif one.kind in TYPED_BY_CLOCK:
        page.locator(at).fill(one.text)
    else:
        page.focus(at)
        write = page.keyboard.type if one.way == "typed" else page.keyboard.insert_text
        write(one.text)


def choose(page: Page) -> None:
    """What is chosen, ticked, pressed or picked from a folder."""
    for one in of("select"):
        page.locator(f"#{one.at}").select_option(one.text)
    for one in of("radio", "checkbox"):
        page.evaluate("(at) => document.getElementById(at).click()", one.at)
    for one in of("datalist"):
        page.locator(f"#{one.at}").fill(one.text)
    for one in of("file name", "file contents"):
        name, contents = (one.text, "x") if one.kind == "file name" else ("a", one.text)
        file = {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": contents.encode()}
        page.locator(f"#{one.at}").set_input_files([file])  # type: ignore[list-item]


def enter_elsewhere(page: Page) -> None:
    """Into shadow roots, frames, copied fields, and what is no field at all."""
    for one in of("shadow"):
        page.locator(f"#{one.at} input").fill(one.text)
    frame: FrameLocator = page.frame_locator("iframe")
    for one in of("frame"):
        frame.locator(f"#{one.at}").fill(one.text)
    for one in of("mirrored"):
        page.locator(f"#{one.at}").fill(one.text)
    kinds = ("title", "segment", "query", "hash", "history state", "window name", "cookie")
    page.evaluate(ADDRESSES, [{"kind": one.kind, "text": one.text} for one in of(*kinds)])
