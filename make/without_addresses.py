"""Take the addresses of package registries out of uv.lock.

uv writes the address of the registry on every line; which registry a place uses is that place's business.
uv reads the lock without them: versions and hashes, which are what pins, stay.
"""

import re
import sys
from pathlib import Path


def without_addresses(lock: str) -> str:
    """The lock with `registry = "index"`, and file names in place of addresses."""
    lock = re.sub(r'registry = "[^"]*"', 'registry = "index"', lock)
    return re.sub(r'url = "https?://[^"]*/([^"/]+)"', r'path = "\1"', lock)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(without_addresses(file.read_text(encoding="utf-8")), encoding="utf-8")
