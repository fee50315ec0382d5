"""The document and the page of the canaries: every kind of guide is open, and every event is labelled."""

from __future__ import annotations

from typing import Any

from tests.guidance.canaries.planted import CANARIES, field_of, of
from tests.guidance.canaries.wire import Wire
from tests.guidance.served import guide, guides

ELEMENT = {"is": "element", "at": ["#c0"], "state": "empty"}


def _rule(field: str, must: str = "matches") -> dict[str, Any]:
    pattern = {"pattern": r"\d{99}"} if must == "matches" else {}
    return {"field": [f"#{field}"], "must": must, "says": {"en": "Not like this"}, **pattern}


def contents() -> dict[str, dict[str, Any]]:
    """One content of each kind, those that look at entries at the entries."""
    fields = [_rule(one.at) for one in CANARIES if one.way != "there"][:180]
    return {
        "help-text": {"kind": "field_help", "at": ["#c0"], "purpose": {"en": "Who pays"}},
        "help-password": {"kind": "field_help", "at": ["[type=password]"], "purpose": {"en": "Twelve signs"}},
        "tip": {"kind": "tooltip", "at": ["textarea"], "title": {"en": "In your own words"}},
        "rules": {"kind": "rule_reinforcement", "at": ["#request"], "title": {"en": "Before"}, "rules": fields},
        "walk": {
            "kind": "walkthrough",
            "title": {"en": "Step by step"},
            "steps": [{"id": "a", "title": {"en": "Here"}, "at": ["#c1"], "goes_on_when": ELEMENT}],
        },
        "news": {"kind": "announcement", "title": {"en": "News"}},
        "issue": {"kind": "known_issue", "title": {"en": "It is slow"}, "at": ["#c2"]},
        "confirm": {
            "kind": "acknowledgement",
            "title": {"en": "The policy"},
            "blocks": [],
            "statement": {"en": "I have read it"},
            "button": {"en": "I confirm"},
        },
        "list": {
            "kind": "checklist",
            "title": {"en": "To do"},
            "items": [{"id": "one", "text": {"en": "Fill it in"}, "done_when": {"is": "not", "of": ELEMENT}}],
        },
        "asks": {
            "kind": "survey",
            "question": {"en": "What held you up?"},
            "choices": [{"reason": "access", "text": {"en": "Access"}}],
            "asks_for_words": {"en": "Say more"},
        },
        "self": {"kind": "self_help", "title": {"en": "Help"}},
        "opens": {"kind": "launcher", "label": {"en": "Open help"}, "opens": "self"},
        "blocked": {
            "kind": "escalation",
            "title": {"en": "I am blocked"},
            "routes": [{"to": "access", "text": {"en": "Access"}}],
        },
    }


def document(case_in: str = "#case") -> dict[str, Any]:
    """The document; `case_in` is where labels find the id of the case."""
    label = {"rollout": "purchasing", "workflow": "request", "page": "/requests/**"}
    acts = [
        ("click", "button"),
        ("submit", "form"),
        ("change", "input, select, textarea, x-field"),
        ("appears", "#late"),
    ]
    labels = [label | {"activity": f"did {on}", "on": on, "at": [at], "case_in": [case_in]} for on, at in acts]
    labels.append(label | {"activity": "came", "on": "page", "case_in_address": "/requests/{case}/**", "step": "quote"})
    article = {"article": "quotes", "title": {"en": "Quotes"}, "blocks": [], "pages": ["/requests/**"]}
    made = [guide(name, content) for name, content in contents().items()]
    return guides(*made, labels=labels, articles=[article], limits={"guides_a_day": 99, "surveys_days_apart": 0})


def frame() -> str:
    inputs = "".join(f"<input id={one.at}>" for one in of("frame"))
    return f"<!doctype html><title>Frame</title><form>{inputs}</form>"


def page(wire: Wire) -> str:
    """The page, with one script of its own that copies values into attributes, as some frameworks do."""
    fields = "".join(f"<label>{one.kind} {field_of(one)}</label>" for one in CANARIES if field_of(one))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">
<title>{of("title")[0].text}</title></head><body><h1>Request <span id="case">R-17</span></h1>
<output id="mirror">none</output><form id="request">{fields}<button id="send">Send</button></form>
<iframe src="/frame" width="300" height="60"></iframe>
<script>
customElements.define('x-field', class extends HTMLElement {{
  connectedCallback() {{ this.attachShadow({{mode: 'open'}}).innerHTML = '<input>' }}
}})
document.addEventListener('input', (event) => {{
  const entry = event.composedPath()[0]
  entry.setAttribute?.('value', entry.value); entry.setAttribute?.('data-entry', entry.value)
  entry.parentElement?.setAttribute('aria-label', entry.value); document.body.dataset.last = entry.value
  if (entry.classList.contains('copies')) mirror.textContent = entry.value
}})
request.addEventListener('submit', (event) => event.preventDefault())
</script>
<script src="/desirepath/v1/sdk/loader.js" data-key="{wire.key}" data-workspace="works" data-trust="{wire.trust}"
 data-application="purchasing" data-person="4711" data-role="buyer" data-language="en" referrerpolicy="no-referrer" defer></script>
</body></html>"""
