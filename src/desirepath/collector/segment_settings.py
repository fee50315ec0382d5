"""What Segment's browser library asks before it begins, answered so that it sends here and nowhere else."""

from __future__ import annotations

import re
from typing import Any

HOST = re.compile(rb"[A-Za-z0-9._-]{1,253}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")


def settings_of(write_key: str, host: bytes, protocol: str) -> dict[str, Any]:
    """The smallest settings with which it works; its own measurements of itself are turned off.

    `host` is what the browser called this collector; where that is no host, the library is left to its own options.
    """
    own: dict[str, Any] = {"apiKey": write_key}
    if HOST.fullmatch(host):
        own |= {"apiHost": f"{host.decode('ascii')}/v1", "protocol": protocol}
    return {"integrations": {"Segment.io": own}, "metrics": {"sampleRate": 0}}
