"""What may be said of an effect, as messages: from the strongest words to the weakest."""

from __future__ import annotations

from collections.abc import Mapping

from desirepath.report.spoken import marked
from desirepath.vocabulary.effect import Decided

NONE_YET = marked(
    "No effect of %(title)s on %(measure)s can be told yet: %(between)s, however often it is read; %(levels)s."
)
NONE = marked(
    "No effect of %(title)s on %(measure)s is told apart from none: %(between)s, however often it is read; %(levels)s."
)
CHANGED = marked(
    "%(title)s %(changed)s %(measure)s by %(gap)s (%(between)s, however often it is read): %(levels)s; %(drawn)s."
)
WENT_WITH = marked(
    "%(title)s %(went_with)s a change of %(gap)s in %(measure)s, beside those who still waited (%(between)s, however "
    "often it is read): %(levels)s; %(people)s, not drawn by chance."
)
LOWER = marked(
    "Since %(title)s is shown, %(measure)s is %(gap)s lower than the days before and the others lead to expect "
    "(%(between)s, however often it is read): %(levels)s. %(weaker)s"
)
HIGHER = marked(
    "Since %(title)s is shown, %(measure)s is %(gap)s higher than the days before and the others lead to expect "
    "(%(between)s, however often it is read): %(levels)s. %(weaker)s"
)
FOR = marked("%(measure)s for %(cohort)s")
HARM_BESIDE = marked("Worse than was to be expected: %(measure)s, %(gap)s (%(between)s): %(levels)s.")
EVIDENCE: Mapping[int, str] = {
    3: marked("drawn by chance"),
    2: marked("not drawn by chance"),
    1: marked("weaker evidence, not drawn by chance"),
}
HARM: Mapping[int, str] = {
    3: marked("It made worse: %(measure)s, %(gap)s (%(between)s): %(levels)s."),
    2: marked("It went with worse: %(measure)s, %(gap)s (%(between)s): %(levels)s."),
}
LEVELS: Mapping[bool, str] = {
    True: marked("%(with_it)s with it, %(without)s without"),
    False: marked("%(with_it)s with it, %(without)s to be expected without it"),
}
HOW_MANY: Mapping[Decided, str] = {
    Decided.CONTINUE: marked("%(n)s to continue"),
    Decided.EXPAND: marked("%(n)s to expand"),
    Decided.REPLACE: marked("%(n)s to replace"),
    Decided.ESCALATE: marked("%(n)s to escalate"),
    Decided.UNDECIDED: marked("%(n)s undecided"),
}
