"""What a console publishes for the pages of a workspace: one signed file, in the folder that delivery reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.lake.durable import make_folder, write_over
from desirepath.warehouse.signing import ContentRefused, Expected, SigningKey, public_of_home, verify

PUBLISHED = "guides.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is published: the envelope as it is sent (JSON), and the document in it."""

    envelope: bytes
    guides: Guides


def delivery_folder(home: Path, workspace: str) -> Path:
    """What is delivered to the pages of a workspace, and what they said. `home` is the console's folder."""
    return home / "workspaces" / workspace / "delivery"


def warehouse_folder(home: Path, workspace: str) -> Path:
    """What the collector of a workspace writes into."""
    return home / "workspaces" / workspace / "warehouse"


def published_file(home: Path, workspace: str) -> Path:
    """The signed file of a workspace, whether it is there or not."""
    return delivery_folder(home, workspace) / PUBLISHED


def publish(home: Path, guides: Guides) -> Published:
    """Sign a document with the home's key and put it in the place of the one before, whole or not at all.

    Its sequence should be that of `next_sequence`. Raises BadInput without a key, ValueError where the sequence is not
    above that of what is published already, OSError where it cannot be written.
    """
    key = SigningKey.of_home(home)
    if guides.sequence < next_sequence(home, guides.workspace):
        raise ValueError(f"sequence {guides.sequence} is not above that of what is published")
    envelope = msgspec.json.encode(key.sign(guides))
    file = published_file(home, guides.workspace)
    make_folder(file.parent)
    write_over(file, envelope)
    return Published(envelope=envelope, guides=guides)


def read_published(home: Path, workspace: str, *, at_least: int = 0) -> Published | None:
    """What is published for a workspace; None where nothing is. What has expired is given too: pages refuse it.

    The public part of the home's key is enough. Raises ContentRefused for a file that was not signed with that key, is
    another workspace's, or is older than the sequence; BadInput without its public part; OSError where the file cannot
    be read.
    """
    try:
        envelope = published_file(home, workspace).read_bytes()
    except FileNotFoundError:
        return None
    expected = Expected(workspace=workspace, at_least=at_least)
    return Published(envelope=envelope, guides=verify(envelope, public_of_home(home), expected))


def next_sequence(home: Path, workspace: str) -> int:
    """The sequence that the next document of a workspace gets. A file that is refused counts as none."""
    try:
        found = read_published(home, workspace)
    except ContentRefused:
        found = None
    return 1 if found is None else found.guides.sequence + 1
