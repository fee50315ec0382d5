"""How a host page can fail guidance: scripts that it runs before the loader."""

from __future__ import annotations

_NO = "throw new Error('the page forbids it')"
_FULL = "throw new DOMException('full', 'QuotaExceededError')"


def _stores(*names: str) -> str:
    one = "Object.defineProperty(window, '{}', {{configurable: true, get() {{ throw new DOMException('no', 'SecurityError') }}}});"
    return "".join(one.format(name) for name in names)


def _kept(name: str, text: str) -> str:
    return (
        f"localStorage.setItem('desirepath:{name}', {text!r}); sessionStorage.setItem('desirepath:{name}', {text!r});"
    )


STORAGE = {
    "no storage": _stores("localStorage", "sessionStorage"),
    "no local storage": _stores("localStorage"),
    "no storage of the tab": _stores("sessionStorage"),
    "storage is null": "Object.defineProperty(window, 'localStorage', {get: () => null})",
    "storage is full": f"Storage.prototype.setItem = () => {{ {_FULL} }}",
    "storage cannot be read": f"Storage.prototype.getItem = () => {{ {_NO} }}",
    "storage cannot be emptied": f"Storage.prototype.removeItem = () => {{ {_NO} }}",
    "half a document is kept": _kept("document:works", '{"schema":"desirepath/signed/1","key":"'),
    "another document is kept": _kept("document:works", '{"schema":"desirepath/signed/1","document":{}}'),
    "a sequence is kept that is none": _kept("sequence:works", "1e999"),
}
_FREEZES = "for (const one of [{}]) {{ if (one.prototype) Object.freeze(one.prototype); Object.freeze(one) }}"
_KINDS = (
    *(
        "Object",
        "Array",
        "Function",
        "Promise",
        "Map",
        "Set",
        "WeakMap",
        "WeakSet",
        "String",
        "Number",
        "RegExp",
        "Date",
    ),
    *(
        "Error",
        "Symbol",
        "JSON",
        "Math",
        "Reflect",
        "Element",
        "HTMLElement",
        "Node",
        "Event",
        "EventTarget",
        "Document",
    ),
    *("ShadowRoot", "Response", "Headers", "Storage", "URL", "CSSStyleSheet", "MutationObserver", "Uint8Array"),
)
FROZEN = {f"{kind} is frozen": _FREEZES.format(kind) for kind in _KINDS} | {
    "everything is frozen": _FREEZES.format(", ".join(_KINDS)),
    "the document is frozen": "Object.freeze(document)",
    "the navigator is frozen": "Object.freeze(navigator)",
}
_CALLED = (
    *("fetch", "JSON.parse", "JSON.stringify", "Promise.prototype.then", "Promise.all", "Promise.resolve"),
    *(
        "EventTarget.prototype.addEventListener",
        "EventTarget.prototype.removeEventListener",
        "setTimeout",
        "setInterval",
    ),
    *("clearTimeout", "clearInterval", "requestAnimationFrame", "cancelAnimationFrame", "requestIdleCallback"),
    *("queueMicrotask", "crypto.subtle.digest", "crypto.subtle.verify", "crypto.subtle.importKey", "crypto.randomUUID"),
    *("crypto.getRandomValues", "Date.now", "Date.parse", "Math.random", "document.createElement", "atob"),
    *("Element.prototype.attachShadow", "Element.prototype.append", "Element.prototype.remove"),
    *("Element.prototype.setAttribute", "Element.prototype.getAttribute", "Element.prototype.matches"),
    *("Element.prototype.closest", "Element.prototype.getBoundingClientRect", "Element.prototype.checkVisibility"),
    *("Document.prototype.querySelector", "Document.prototype.querySelectorAll", "HTMLElement.prototype.showPopover"),
    *("HTMLElement.prototype.focus", "CSSStyleSheet.prototype.replaceSync", "Response.prototype.text"),
    *("Headers.prototype.get", "ReadableStream.prototype.getReader", "TextDecoder.prototype.decode"),
    *("TextEncoder.prototype.encode", "MutationObserver.prototype.observe", "ResizeObserver.prototype.observe"),
    *("Array.prototype.map", "Array.prototype.filter", "Array.prototype.find", "Array.prototype.flatMap"),
    *("Array.prototype.forEach", "Array.prototype.includes", "Array.prototype[Symbol.iterator]", "Array.from"),
    *("Object.entries", "Object.fromEntries", "Object.keys", "Object.freeze", "Object.hasOwn", "Object.defineProperty"),
    *("String.prototype.slice", "String.prototype.trim", "String.prototype.split", "String.prototype.replace"),
    *("RegExp.prototype.test", "RegExp.prototype.exec", "Map.prototype.get", "Map.prototype.set", "Set.prototype.add"),
    *("Set.prototype.has", "Uint8Array.from", "performance.now", "getComputedStyle", "Number.isInteger"),
)
_MADE = (
    *("MutationObserver", "ResizeObserver", "IntersectionObserver", "AbortController", "URL", "TextDecoder"),
    *("TextEncoder", "CSSStyleSheet", "Promise", "Map", "Set", "WeakSet", "Date", "HTMLScriptElement", "ShadowRoot"),
)
REPLACED = {
    **{f"{name} throws": f"{name} = function () {{ {_NO} }}" for name in (*_CALLED, *_MADE)},
    **{f"{name} gives nothing": f"{name} = function () {{}}" for name in (*_CALLED, *_MADE)},
    **{f"{name} is not there": f"{name} = undefined" for name in _MADE},
    **{
        f"{name} is wrapped": f"{{ const was = {name}; {name} = function (...given) {{ return was.apply(this, given) }} }}"
        for name in _CALLED
    },
    **{
        f"{name} gives what it must not": f"{name} = function () {{ return Promise.reject(new Error('mine')) }}"
        for name in ("fetch", "crypto.subtle.digest", "crypto.subtle.verify", "Response.prototype.text")
    },
    **{
        f"{name} never answers": f"{name} = function () {{ return new Promise(() => 0) }}"
        for name in ("fetch", "crypto.subtle.digest", "crypto.subtle.verify", "Response.prototype.text")
    },
}
_EVERY = "setInterval(() => {{ {} }}, 20)"
BODY = {
    "there is no crypto.subtle": "Object.defineProperty(crypto, 'subtle', {value: undefined})",
    "the context is not secure": "Object.defineProperty(window, 'isSecureContext', {value: false})",
    "the language is missing": "Object.defineProperty(navigator, 'language', {value: undefined})",
    "the body goes": "setTimeout(() => document.body.remove(), 100)",
    "the body is another": "setTimeout(() => { document.body = document.createElement('body') }, 100)",
    "the whole document goes": "setTimeout(() => document.documentElement.remove(), 150)",
    "the document is written": "document.write('<p>written</p>')",
    "the document is written anew": "setTimeout(() => { document.open(); document.write('<p>new</p>'); document.close() }, 150)",
    "what is ours is taken away": _EVERY.format(
        "document.querySelectorAll('desirepath-guides').forEach((one) => one.remove())"
    ),
    "what is ours is moved": _EVERY.format(
        "const one = document.querySelector('desirepath-guides'); if (one) document.body.prepend(one)"
    ),
    "what is ours is emptied": _EVERY.format(
        "const one = document.querySelector('desirepath-guides'); one?.shadowRoot?.replaceChildren()"
    ),
    "all attributes of ours are taken": _EVERY.format(
        "const one = document.querySelector('desirepath-guides'); one?.removeAttribute('popover')"
    ),
    "popovers are closed": _EVERY.format(
        "const one = document.querySelector('desirepath-guides:popover-open'); one?.hidePopover()"
    ),
    "the field comes and goes": _EVERY.format(
        "const one = document.querySelector('#cost-centre'); if (one) one.hidden = !one.hidden"
    ),
    "nodes come without end": "let many = 0; const rain = setInterval(() => { document.body.append(document.createElement('p')); if (++many > 300) clearInterval(rain) }, 1)",
    "the address changes without end": "for (let at = 0; at < 90; at++) history.pushState({}, '', '/requests/' + at)",
    "our name is taken": "window.desirepath = 'mine'",
    "our name cannot be set": "Object.defineProperty(window, 'desirepath', {get: () => undefined, set: () => { throw new Error('no') }})",
    "a form hides the body": "const form = document.createElement('form'); form.name = 'body'; document.body.append(form)",
    "elements hide members of the document": "const make = document.createElement.bind(document); for (const name of ['createElement', 'querySelector', 'documentElement']) { const one = make('img'); one.name = name; document.body.append(one) }",
    "elements hide members of the window": "for (const name of ['crypto', 'localStorage', 'navigation', 'fetch']) { const one = document.createElement('a'); one.id = name; document.body.append(one) }",
    "a base leads elsewhere": "const base = document.createElement('base'); base.href = 'https://elsewhere.example/'; document.head.append(base)",
    "the host's listeners fail": "addEventListener('scroll', () => 0); document.addEventListener('toggle', (event) => event.stopImmediatePropagation(), true)",
    "events are stopped": "for (const name of ['focusin', 'pointerdown', 'keydown', 'input', 'visibilitychange']) addEventListener(name, (event) => event.stopImmediatePropagation(), true)",
    "the page is hidden and comes back": "setTimeout(() => { dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true})); dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})) }, 200)",
    "the page prints": "setTimeout(() => dispatchEvent(new Event('beforeprint')), 150)",
    "somebody listens for every change": "new MutationObserver(() => document.body.dataset.changes = String(Number(document.body.dataset.changes ?? 0) % 3)).observe(document.body, {childList: true, subtree: true})",
    "a dialog is open": "const dialog = document.createElement('dialog'); dialog.textContent = 'Mine'; document.body.append(dialog); dialog.showModal()",
    "Object.prototype has more": "Object.prototype.workspace = 'mine'; Object.prototype.guides = []; Object.prototype.show = true",
    "Array.prototype has more": "Array.prototype.last = function () { return this[this.length - 1] }",
    "Object.prototype has a setter": "Object.defineProperty(Object.prototype, 'text', {configurable: true, set() { throw new Error('no') }, get() { return undefined }})",
}
PAGE_FAULTS = STORAGE | FROZEN | REPLACED | BODY
