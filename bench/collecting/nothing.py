"""A handler that does nothing, behind the same connections as the collector: `python -m bench.collecting.nothing`."""

from __future__ import annotations

from typing import Any

from desirepath.collector.taken import SEGMENTS
from desirepath.doors.answers import RequestIds, Send, sent
from desirepath.doors.asked import Receive, whole_body
from desirepath.doors.bounded import Shared
from desirepath.doors.limits import Limits
from desirepath.doors.listening import listening
from desirepath.doors.server import DoorServer, configured


async def nothing(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    await whole_body(scope, receive, 1 << 20)
    await sent(SEGMENTS, send)


if __name__ == "__main__":
    listener = listening("127.0.0.1", 0)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    DoorServer(configured(nothing, Shared(Limits(), RequestIds())), lambda: None).run(sockets=[listener])
