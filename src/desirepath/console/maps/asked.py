"""What is asked of the path map, as its address says it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from desirepath.report.measured import SINCE

BESIDE, WIDE = "beside", "wide"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapAsked:
    """Which map, and how it is drawn. An empty `workflow` is the first one, an empty `cohort` everyone.

    `step` is the one whose counts stand open, `run` an earlier diagnosis.
    """

    workflow: str = ""
    cohort: str = ""
    period: str = SINCE
    drawn: str = BESIDE
    step: str = ""
    run: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> MapAsked:
        """What an address asks for."""
        return cls(
            workflow=query.get("workflow", ""),
            cohort=query.get("cohort", ""),
            period=query.get("period") or SINCE,
            drawn=WIDE if query.get("drawn") == WIDE else BESIDE,
            step=query.get("step", ""),
            run=query.get("run", ""),
        )

    @property
    def query(self) -> str:
        """The same map in the address of a file."""
        named = {"workflow": self.workflow, "cohort": self.cohort, "period": self.period, "run": self.run}
        return urlencode({name: value for name, value in named.items() if value})
