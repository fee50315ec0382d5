"""What an export is: the ready column maps of one product, for files of any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The facts of an export. `tables` holds, by table, what the product calls our columns, likeliest name first.

    A rollout file names it as the `format` of a source; what its `columns` say goes before. Keys inside a key, in
    JSON, are joined by dots. A name that the product spells in two ways (`Requester ID`, `requester_id`) stands in
    both. `reads` says in a few words which exports it fits.
    """

    name: str
    title: str
    reads: str
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
