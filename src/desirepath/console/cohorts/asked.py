"""What is asked of the cohort pages, as their addresses say it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from desirepath.vocabulary.study import Study, WorkflowPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortsAsked:
    """The workflow, and what the page at hand is asked beside it; `given` are all words of the address."""

    study: Study
    picture: WorkflowPicture
    given: dict[str, str]

    @classmethod
    def of(cls, query: QueryDict, study: Study) -> CohortsAsked:
        """What an address asks for. Raises Http404 for a workflow that the study has not."""
        given = {name: value for name, value in query.items() if isinstance(value, str)}
        workflow = given.get("workflow", "")
        picture = next((one for one in study.workflows if workflow in ("", one.workflow)), None)
        if picture is None:
            raise Http404
        return cls(study=study, picture=picture, given=given)

    @property
    def workflow(self) -> str:
        return self.picture.workflow

    @property
    def run(self) -> str:
        return self.given.get("run", "")

    @property
    def kept(self) -> str:
        """What stays the same from tab to tab, as the end of an address."""
        return _ending({name: self.given.get(name, "") for name in ("workflow", "run")})

    def cut(self, name: str, place: int) -> str:
        """The cut that the address names, else the one at this place. Raises Http404 where the study has no such cut."""
        cuts = self.study.cuts
        asked = self.given.get(name, "")
        if asked and asked not in cuts:
            raise Http404
        return asked or cuts[min(place, len(cuts) - 1)]

    def query(self, **asked: str) -> str:
        """The end of the address of the same table as a file."""
        return _ending({"workflow": self.workflow, "run": self.run, **asked})


def _ending(asked: dict[str, str]) -> str:
    named = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(named)}" if named else ""
