"""Looks for values in bytes, however they may be written there."""

from __future__ import annotations

import base64
import gzip
import html
import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote_to_bytes

import pyarrow.parquet as pq


def forms(text: str) -> set[bytes]:
    """The ways a value may be written: as it is, in capitals or not, escaped, encoded, in two bytes a sign."""
    plain = text.encode()
    found = {plain, plain.lower(), plain.upper(), quote(text, safe="").encode(), quote_plus(text).encode()}
    found |= {json.dumps(text)[1:-1].encode(), html.escape(text).encode(), plain.hex().encode(), plain[::-1]}
    found |= {
        "".join(f"\\u{ord(sign):04x}" for sign in text).encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
    }
    return found | _in_base64(plain)


def _in_base64(plain: bytes) -> set[bytes]:
    """What of its base64 is the same whatever stands before and after it."""
    found = set()
    for before in range(3):
        whole = base64.b64encode(bytes(before) + plain)
        kept = whole[-(-before * 8 // 6) : (before + len(plain)) * 8 // 6]
        found |= {kept, kept.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def unfolded(heap: bytes) -> bytes:
    """The bytes, what they are without escapes of addresses, and what is packed in them."""
    parts = [heap, unquote_to_bytes(heap)]
    with suppress(OSError, EOFError, zlib.error):  # Most bytes are not packed.
        parts.append(gzip.decompress(heap))
    return b"\n".join(parts)


def found_in(heaps: Iterable[bytes], texts: Iterable[str]) -> list[str]:
    """The values of some that stand in the bytes in any form."""
    whole = b"\n".join(unfolded(heap) for heap in heaps)
    return [text for text in texts if any(form in whole for form in forms(text))]


def on_disk(folder: Path) -> list[bytes]:
    """Everything in a folder: names, bytes, and what columns are packed in."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    heaps = [str(file.relative_to(folder)).encode() + b"\n" + file.read_bytes() for file in files]
    tables = [repr(pq.read_table(file).to_pydict()).encode() for file in files if file.suffix == ".parquet"]
    return [*heaps, *tables]
