"""What people will read, and where and for whom it is: what an intervention is given, and what of it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from desirepath.console.guides.written import Written, main_words
from desirepath.console.interventions.models import Design
from desirepath.intervene.choose import intervention_catalogue
from desirepath.vocabulary.cohort import Cohort, cohort_of
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.friction import BlockerKind

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NOTE = 200, 10_000, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What people will read: plain text, or the guide that pages show. `note` says to colleagues what changed."""

    title: str
    text: str
    note: str = ""
    guide: Written | None = None

    @classmethod
    def of_guide(cls, guide: Written, note: str = "", heading: str = "") -> Content:
        """A guide, called by its own title; by the heading that there is where it has none."""
        called = next((text for text in main_words(guide).values() if text.strip()), heading)
        return cls(title=" ".join(called.split())[:LONGEST_TITLE], text="", note=note, guide=guide)

    def checked(self) -> Content:
        """The same without white space around it. Raises BadInput with everything that is wrong with it."""
        title, text, note = " ".join(self.title.split()), self.text.replace("\r\n", "\n").strip(), self.note.strip()
        wrong = [
            *_length("title", _("The title"), title, LONGEST_TITLE),
            *(_length("text", _("The text"), text, LONGEST_TEXT) if self.guide is None else ()),
            *(_length("note", _("The note"), note, LONGEST_NOTE) if note else ()),
        ]
        if wrong:
            raise BadInput(*wrong)
        return Content(title=title, text=text if self.guide is None else "", note=note, guide=self.guide)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Where, for whom and against what an intervention is; `design` says how it is decided who gets it."""

    workflow: str
    step: str
    kind: str
    blocker: str = ""
    cohort: Cohort
    design: str = "holdout"

    def checked(self) -> Facts:
        """The same. Raises BadInput with everything that is wrong with it."""
        wrong = []
        if not self.workflow or not self.step or len(self.workflow) > 200 or len(self.step) > 200:
            wrong.append(Mistake(code="no_step", what=_("Choose the step that it is for")))
        if self.kind not in intervention_catalogue():
            wrong.append(Mistake(code="no_kind", what=_("Choose what kind of intervention it is")))
        if self.blocker and self.blocker not in set(BlockerKind):
            wrong.append(Mistake(code="no_blocker", what=_("There is no such blocker")))
        if self.design not in set(Design):
            wrong.append(Mistake(code="no_design", what=_("Choose how it is decided who gets it")))
        if cohort_of(cohort_text(self.cohort)) != self.cohort:
            what = _("The group cannot be written down: a name in it holds a semicolon or an equals sign")
            wrong.append(Mistake(code="cohort_unwritable", what=what, mend=_("Choose another group, or everyone.")))
        if wrong:
            raise BadInput(*wrong)
        return self


def cohort_text(cohort: Cohort) -> str:
    """A cohort as the tables write it: `region=EMEA;role=buyer`; empty for everyone."""
    return ";".join(f"{attribute}={value}" for attribute, value in cohort.pairs)


def cohort_read(text: str) -> Cohort:
    """A cohort as somebody wrote it. Raises BadInput where a part of it is no pair."""
    parts = [part for part in text.split(";") if part.strip()]
    pairs = [part.partition("=") for part in parts]
    if any(not (name.strip() and sign and value.strip()) for name, sign, value in pairs) or len(text) > 400:
        what = _("The group is not written as it should be")
        raise BadInput(Mistake(code="no_cohort", what=what, mend=_("Write for example region=EMEA;role=buyer.")))
    return cohort_of(text)


def _length(code: str, name: str, text: str, longest: int) -> list[Mistake]:
    if not text:
        return [Mistake(code=f"no_{code}", what=_("%(name)s is missing") % {"name": name})]
    if len(text) > longest:
        what = _("%(name)s is longer than %(most)s characters") % {"name": name, "most": longest}
        return [Mistake(code=f"{code}_too_long", what=what)]
    return []
