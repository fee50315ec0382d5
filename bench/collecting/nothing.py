"""A handler that does nothing, behind the same connections as the collector: `python -m bench.collecting.nothing`."""

from __future__ import annotations

from typing import Any

from desirepath.collector.answers import SEGMENTS, RequestIds, Send, sent
from desirepath.collector.asked import Receive, whole_body
from desirepath.collector.bounded import Shared
from desirepath.collector.limits import Limits
from desirepath.collector.listening import listening
from desirepath.collector.server import CollectorServer, configured


async def nothing(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    await whole_body(scope, receive, 1 << 20)
    await sent(SEGMENTS, send)


if __name__ == "__main__":
    listener = listening("127.0.0.1", 0)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    CollectorServer(configured(nothing, Shared(Limits(), RequestIds())), lambda: None).run(sockets=[listener])
