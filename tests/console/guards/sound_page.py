"""What is true of every answer, whatever it shows."""

from __future__ import annotations

from django.http import HttpResponse
from lxml import html

FOREIGN = ("Their workspace", "their-secret", "Their secret rollout", "theirs.example")
"""Words that stand in the other workspace alone."""
HELD = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def complaints_about(answer: HttpResponse) -> list[str]:
    """What is wrong with an answer: its headers, foreign words in it, and what a page may not contain."""
    body = answer.content.decode("utf-8", errors="replace")
    found = [f"{name} is {answer.get(name)}" for name, value in HELD.items() if answer.get(name) != value]
    if "no-store" not in answer.get("Cache-Control", ""):
        found.append(f"Cache-Control is {answer.get('Cache-Control')}: browsers and proxies may keep it")
    policy = answer.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        found.append(f"Content-Security-Policy is {policy!r}")
    found += [f"{word!r} of the other workspace" for word in FOREIGN if word in body]
    if answer.get("Content-Type", "").startswith("text/html") and body.strip():
        found += _of_page(html.document_fromstring(body))
    return found


def _of_page(page: html.HtmlElement) -> list[str]:
    found: list[str] = []
    for element in page.iter("*"):
        for name, value in element.attrib.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                found.append(f"<{element.tag} {name}=…>: the policy forbids it")
            if name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "http:", "//")):
                found.append(f"<{element.tag} {name}={value!r}>")
        if element.tag == "style" or (element.tag == "script" and element.get("src") is None):
            found.append(f"<{element.tag}> within the page")
        if element.tag == "form" and element.get("method", "").lower() == "post" and not _carries_token(element):
            found.append(f"the form to {element.get('action')} carries no token")
    return found


def _carries_token(form: html.HtmlElement) -> bool:
    return bool(form.xpath('.//input[@name="csrfmiddlewaretoken" and string-length(@value) > 20]'))
