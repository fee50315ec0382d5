"""An office file that is the same for the same contents: its parts carry no time of writing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)


def fixed_zip(save: Callable[[BytesIO], object]) -> bytes:
    """What `save` writes, its parts in their order, each with the same time."""
    written = BytesIO()
    save(written)
    made = BytesIO()
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(made, "w") as fixed:
        for entry in given.infolist():
            named = zipfile.ZipInfo(entry.filename, _EPOCH)
            named.compress_type = zipfile.ZIP_DEFLATED
            named.external_attr = 0o600 << 16
            fixed.writestr(named, given.read(entry))
    return made.getvalue()
