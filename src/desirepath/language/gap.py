"""What stands where something was taken out of a text: apart from how it is taken out, as doors need no more of it."""

from __future__ import annotations

GAP = "_"
"""It is no word, and nothing is paired across it."""
