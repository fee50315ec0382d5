"""The sentences of gates, answers and proposals, as messages: made in English where they are reasoned, told here.

Each stands here as the place that makes it writes it; a test holds the two together.
"""

from __future__ import annotations

from desirepath.report.spoken import marked

MESSAGES = (
    marked("Taken up by nobody: %(n)s of %(all)s; first: “%(step)s”."),
    marked("Ranked and taken up: all %(n)s."),
    marked("No friction was found, so there is no backlog."),
    marked("There is too little work since go-live to tell what belongs in a backlog."),
    marked("All four are measured for at least %(n)s cohorts."),
    marked("Not measured by cohort yet: %(title)s."),
    marked("“%(category)s”: %(share)s of askers had asked before in week %(n)s, %(before)s in week 1."),
    marked(
        "“%(category)s”: %(share)s of askers had asked before in week %(n)s, %(before)s in week 1; that may be chance."
    ),
    marked(
        "“%(category)s”: %(share)s of askers had asked before in week %(n)s, %(before)s in week 1: more, not fewer."
    ),
    marked("No friction was found that people would have to ask about again."),
    marked("Too few tickets in week 1 or since to tell."),
    marked("All three are measured, and the newest event is at most %(n)s h old."),
    marked("Not measured yet: %(title)s."),
    marked("The newest event is %(n)s days old."),
    marked("Without an owner: %(n)s of %(all)s; first: “%(step)s”."),
    marked("With an owner: all %(n)s."),
    marked("No friction was found that somebody would have to own."),
    marked("There is too little work since go-live to tell what has to be owned."),
    marked("Confirmed: %(n)s; first: “%(step)s”, %(cohort)s."),
    marked("Suspected: %(n)s, none confirmed yet; “%(step)s” needs a second source."),
    marked("There is too little work since go-live to tell whether there is friction."),
    marked("No friction was found, and there is enough data to say so."),
    marked("There is too little work since go-live to tell whether one is needed."),
    marked("%(title)s at “%(step)s”, since day %(n)s: %(late)s days late."),
    marked("No intervention has been shown to anybody."),
    marked("No friction was found that would need one."),
    marked("%(title)s at “%(step)s”, since before go-live."),
    marked("%(title)s at “%(step)s”, since day %(n)s."),
    marked("Without a decision: %(n)s of %(all)s workflows; first: %(workflow)s."),
    marked("Decided for every workflow."),
    marked("To be gone by now: %(n)s of %(all)s; first: “%(workaround)s”."),
    marked("Retired: %(n)s of %(all)s, and none is overdue."),
    marked("Work still goes over other channels at “%(step)s”."),
    marked("There is too little work since go-live to tell whether it goes over other channels."),
    marked("No workaround is known, and no work goes over other channels more than expected."),
    marked(
        "%(workflow)s: yes. No friction is confirmed, and %(share)s keep to the approved path (%(low)s to %(high)s), no fewer than in week 1."
    ),
    marked(
        "%(workflow)s: not yet. Friction points confirmed: %(n)s; %(share)s keep to the approved path (%(low)s to %(high)s)."
    ),
    marked("%(workflow)s: not yet. %(share)s keep to the approved path (%(low)s to %(high)s), fewer than in week 1."),
    marked("“%(step)s” for %(cohort)s: %(n)s cases more than expected, most likely %(what)s."),
    marked("Where is resistance still concentrated?"),
    marked("Which interventions change behaviour?"),
    marked("Is the workflow stable enough to govern at scale?"),
    marked("%(workflow)s: it cannot be told yet."),
    marked("“%(step)s” for %(cohort)s: most likely %(what)s."),
    marked("And at %(n)s more."),
    marked("Suspected, not confirmed: %(n)s more."),
    marked("Nowhere that can be told: no friction was found, and there is enough data to say so."),
    marked("None was shown yet, so none can be said to change behaviour."),
    marked("Not proved: %(n)s of the three phases."),
    marked("Gates passed without proof: %(n)s."),
    marked("It cannot be told yet: there is too little work since go-live."),
    marked("Find the step that breaks most, what support is asked again and again, and the commonest way round."),
    marked("Cut each by role, region and tenure."),
    marked("Ship one fix where it is needed most."),
    marked("Bring guidance to the cohort at highest risk."),
    marked("Give self-help for what is asked again and again."),
    marked("Tighten escalation, so that whoever is blocked reaches somebody who can act."),
    marked("Look whether the first fix moved drop-offs, tickets and exceptions."),
    marked("Watch adherence, abandonment, tickets and exceptions by cohort."),
    marked("Retire the temporary ways round."),
    marked("Reinforce required steps and the points at which governance looks."),
    marked("Decide for each workflow what becomes of it."),
    marked("The largest friction point, “%(step)s”, is one of policy."),
    marked("No friction is confirmed, and adherence is no worse: %(share)s in week %(n)s, %(before)s in week 1."),
    marked("Friction stands at “%(step)s”, and no part of the rule says what to do with the workflow as a whole."),
    marked("No friction is confirmed, but adherence fell: %(share)s in week %(n)s, %(before)s in week 1."),
    marked("Adherence cannot be held against week 1 yet."),
    marked("Many users fail at “%(step)s”, most likely because of the workflow itself."),
    marked("The old way is faster than “%(step)s”, and the reason is most likely the workflow itself."),
    marked("%(title)s helps %(cohort)s at “%(step)s”, and %(others)s have friction there."),
    marked(
        "%(measure)s was changed by %(title)s at “%(step)s”: %(gap)s, between %(low)s and %(high)s; who was shown it was drawn by chance."
    ),
    marked(
        "%(measure)s went with %(title)s at “%(step)s”: %(gap)s, between %(low)s and %(high)s, beside those who got it later."
    ),
    marked(
        "Since %(title)s at “%(step)s”, %(measure)s is other than was to be expected: %(gap)s, between %(low)s and %(high)s. This is weaker evidence: something else may have changed on the same day."
    ),
    marked("No effect of %(title)s at “%(step)s” can be told yet: %(measure)s between %(low)s and %(high)s."),
    marked("Nothing can be told yet of %(title)s at “%(step)s”."),
    marked(
        "%(measure)s was made worse by %(title)s at “%(step)s”: %(gap)s, between %(low)s and %(high)s; who was shown it was drawn by chance."
    ),
    marked("Contain drift"),
    marked("One confirmed friction point, one fix live, the figures seen daily"),
    marked("Stabilise"),
    marked("A backlog with owners, fewer repeat issues"),
    marked("Prove adherence"),
    marked("A decision: keep on, redesign, clarify, or expand"),
    marked("The backlog is prioritised"),
    marked("Cohorts are in view"),
    marked("Fewer repeat issues"),
    marked("The figures are seen daily"),
    marked("Every fix has an owner"),
    marked("A friction point is confirmed"),
    marked("An intervention is live"),
    marked("Stabilisation is decided"),
    marked("Workarounds are retired"),
    marked("the workflow itself"),
    marked("an unclear policy"),
    marked("missing access"),
    marked("missing practice"),
    marked("dependency on support"),
    marked("everyone"),
)
