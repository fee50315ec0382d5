"""The lines that the page gives to receivers know our signatures, and no others."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from desirepath.outward.signing import secret_from, signed_headers

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "send-notices.md"


def test_the_lines_of_the_page_take_what_is_ours_and_fresh_and_nothing_else() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    lines: dict[str, Any] = {}
    exec(code, lines)  # noqa: S102 - it is our own page
    is_ours, secret, now = lines["is_ours"], secret_from("key", "salt"), int(time.time())
    headers = signed_headers(secret, "msg_1", now, b"{}")
    assert is_ours(secret, headers, b"{}")
    assert not is_ours(secret, headers, b"{ }")
    assert not is_ours(secret_from("key", "other"), headers, b"{}")
    assert not is_ours(secret, {**headers, "webhook-id": "msg_2"}, b"{}")
    assert not is_ours(secret, signed_headers(secret, "msg_1", now - 301, b"{}"), b"{}")
