"""The sentences that a study keeps, as messages: made in English where the evidence is weighed, translated where shown.

Each stands here as the place that makes it writes it, with names for what it fills in. The names say what may stand
there: see `kept_sentences`. A sentence that changes there and not here stays English.
"""

from __future__ import annotations

from desirepath.report.spoken import marked

EVIDENCE = (
    marked("%(n)s %(what)s per 100 cases"),
    marked("%(n)s before go-live"),
    marked("%(n)s among all others"),
    marked("%(n)s at the other steps"),
    marked("%(n)s before go-live, most of them %(what)s"),
    marked("%(n)s among all others, most of them %(what)s"),
    marked("%(n)s at the other steps, most of them %(what)s"),
    marked("no more than usual is seen in what cases do here"),
)
"""What a source says of a trouble: the halves stand beside each other, with semicolons between."""

TRIED = (
    marked("%(title)s at “%(step)s” was shown for %(n)s day and %(became)s (%(range)s)"),
    marked("%(title)s at “%(step)s” was shown for %(n)s days and %(became)s (%(range)s)"),
    marked("%(title)s at “%(step)s” was shown to %(cohort)s for %(n)s day and %(became)s (%(range)s)"),
    marked("%(title)s at “%(step)s” was shown to %(cohort)s for %(n)s days and %(became)s (%(range)s)"),
)

REASONS = (
    marked("Runner-up: %(what)s (%(share)s)."),
    marked(
        "Denied attempts or dead clicks at “%(step)s”, or a permission level that these people share, would speak for a "
        "gap in access."
    ),
    marked(
        "First cases and newcomers having more trouble at “%(step)s” than others, or searches for how it is done, would "
        "speak for a gap in capability."
    ),
    marked(
        "People going back and forth at “%(step)s”, or questions which rule holds and who decides, would speak for an "
        "unclear policy."
    ),
    marked("The same people asking support about “%(step)s” again and again would speak for dependency on support."),
    marked(
        "Repeated errors or failed attempts at “%(step)s”, by newcomers and old hands alike, would speak for the workflow."
    ),
    marked("Ask one question at the step (“what stopped you?”) for a week."),
    marked("Bring in tickets with their text and the person who asked, from before go-live on."),
    marked("Bring in what people search for in the self-help."),
    marked("Log attempts that fail or are returned, not only those that succeed."),
    marked("Log attempts that are denied, and bring in permission levels."),
    marked("Bring in what the page sees at the step (hesitation, repeated errors, leaving)."),
    marked("Ask the teams which lists, inboxes and notes they keep beside the system."),
    marked("Wait for more %(what)s at the step: so far there are no more than usual."),
    marked(
        "%(left)s of %(n)s cases are of groups that had hardly any before go-live: they joined since, and are not in the "
        "comparison."
    ),
    marked("Change load: %(n)s other changes reached these people within 90 days; have had time to settle."),
    marked("Change load: %(n)s other changes reached these people within 90 days; the latest only %(days)s days ago."),
)

CHECKS = (
    marked("It is the trouble of %(share)s of all who come to the step: the step may be badly designed."),
    marked("It is the trouble of %(share)s of all who come to the step, not of most."),
    marked("No cohort has it more than the others."),
    marked("It gathers in one cohort (%(cohort)s): their training, rights or local ways may differ."),
    marked("There are too few cases on the path to time it."),
    marked("Half of the cases take at most: on the path %(n)s h"),
    marked("Half of the cases take at most: on the path %(n)s h."),
    marked("the old way %(n)s h"),
    marked("the old way %(n)s h."),
    marked("the way round the step %(n)s h"),
    marked("the way round the step %(n)s h."),
    marked("%(share)s of what more people ask here is about which rule holds: it may be unclear or poorly reinforced."),
    marked("What people ask here does not gather around one rule."),
    marked("%(share)s of the tickets at the step come from people who asked before: help at the step is missing."),
    marked("Few ask twice about the same step."),
)

DECISIONS = (
    marked("Too few people with it and without it have had a case so far."),
    marked("%(what)s got worse by %(size)s."),
    marked("%(what)s: better by %(size)s."),
    marked("It is not shown to help, and this got worse: %(worse)s."),
    marked("Whatever it does for the better, it is less than %(size)s."),
    marked("But this got worse: %(worse)s."),
    marked("Mend that before it is shown to more people."),
    marked("Everybody whom it is for has it already."),
    marked("Another attempt at this step brought nothing either."),
    marked("%(n)s other attempts at this step brought nothing either."),
    marked("What is left is to change the work itself."),
    marked("With so few cases an effect of %(size)s cannot be told within %(n)s days."),
    marked("The effect may still be none: between %(size)s and %(high)s."),
    marked("The rollout file names no table `interventions`, so there is nothing to prove yet."),
    marked("The table `interventions` holds none that began before the as-of date."),
    marked("The rollout file names no table `exposures`, so it is not known who was shown it."),
    marked("No case of this workflow names a person, so nobody who was shown it can be found in the cases."),
    marked("%(id)s is of kind `%(kind)s`, which is not in the catalogue; it is judged by its effect alone."),
)

DESIGNS = (
    marked("Too few people to see whether the draw was by chance."),
    marked(
        "%(share)s were held out, and in all that is not what a draw gives: it was not by chance, or one arm is not "
        "recorded as the other is."
    ),
    marked(
        "%(share)s were held out, and by %(cut)s that is not what a draw gives: it was not by chance, or one arm is not "
        "recorded as the other is."
    ),
    marked(
        "%(share)s were held out of %(planned_share)s planned, and in all that is not what a draw gives: it was not by "
        "chance, or one arm is not recorded as the other is."
    ),
    marked(
        "%(share)s were held out of %(planned_share)s planned, and by %(cut)s that is not what a draw gives: it was not "
        "by chance, or one arm is not recorded as the other is."
    ),
    marked("%(share)s were held out of %(planned_share)s planned, alike in every cohort."),
    marked("%(share)s were held out, alike in every cohort."),
    marked("How many were to be held out is not told, so only their spread was looked at."),
    marked("Too few people did this before to say whether the arms were alike."),
    marked("The arms differed before by %(size)s, more than a draw gives."),
    marked("Before, the arms differed by %(size)s, as a draw may give."),
    marked("%(share)s of the people met both arms; they count as first assigned, so the effect told is too small."),
    marked("Hardly anybody met both arms."),
    marked("Nobody met both arms."),
    marked("No table tells who works in one team, so it was not looked at."),
    marked("Too few people held out work in teams with others who were drawn."),
    marked(
        "Those held out do otherwise where more of their team are shown it: the effect told is too small or too large."
    ),
    marked("Those held out do alike, whether few or many of their team are shown it."),
    marked("An arm has fewer than %(n)s people, so there is nobody to compare with."),
    marked(
        "Everyone in the workflow is meant to have it, so there is nobody to compare with. Hold some out by chance, or "
        "ship to one cohort first."
    ),
    marked("%(n)s people outside its cohort did the same work in the same days."),
    marked("There are %(n)s days with cases of both before, %(since)s since."),
    marked(
        "There are %(n)s days with cases of both before, %(since)s since; it takes %(before_needed)s and %(needed)s."
    ),
    marked("There are too few days before to look whether the difference jumped without it."),
    marked("In the middle of the days before, the difference moved by %(size)s, as it may without a change."),
    marked("In the middle of the days before, the difference moved by %(size)s, though nothing was shipped then."),
    marked("%(share)s of those outside its cohort were shown it as well, so the effect told is too small."),
    marked("Hardly anybody else was shown it."),
    marked("Nobody was shown it yet."),
    marked("There are too few weeks before the starts to see whether the groups went together."),
    marked("Before their starts the groups went together (p = %(n)s)."),
    marked("Before their starts the groups went apart already (p = %(n)s)."),
    marked("All groups started together, so that none waited while others had it."),
    marked(
        "Of the cases in groups by %(cut)s that have it, %(share)s are of people who were shown it by then, so that the "
        "effect told is too small."
    ),
    marked("Of the cases in groups by %(cut)s that have it, %(share)s are of people who were shown it by then."),
    marked("%(n)s groups by %(cut)s started on %(days)s different days; %(waiting)s still wait."),
)

SHORTFALLS = (
    marked("closed cases"),
    marked("judged cases"),
    marked("settled searches"),
    marked("closed cases that reached the step"),
    marked("active people"),
    marked("people with a case since go-live"),
    marked("people who have become proficient"),
    marked("cohorts with enough judged cases"),
    marked("people: the log names no persons"),
    marked("active people: the log names no persons"),
    marked("judged cases: no old_path says how earlier cases should have gone"),
    marked("searches: the rollout file names no table of them"),
    marked("tickets: the rollout file names no table of them"),
    marked("people, or a group this small could be worked out"),
)

REMARKS = (
    marked("How texts are read was taught: 1 phrase was given a meaning in labels.csv."),
    marked("How texts are read was taught: %(n)s phrases were given a meaning in labels.csv."),
    marked("`%(phrase)s` was taught as `%(id)s` and later as `%(later)s`: the later one holds."),
    marked("%(file)s: comma-separated, %(encoding)s"),
    marked("%(file)s: semicolon-separated, %(encoding)s"),
    marked("%(file)s: tab-separated, %(encoding)s"),
    marked("%(file)s: bar-separated, %(encoding)s"),
)

MESSAGES = (*CHECKS, *REASONS, *DESIGNS, *DECISIONS, *TRIED, *EVIDENCE, *SHORTFALLS, *REMARKS)
"""All of them; the first that fits is taken, so what says more stands before what says less."""

WORDS = (
    marked("tickets"),
    marked("answers"),
    marked("searches"),
    marked("behaviour"),
    marked("exceptions"),
    marked("reports"),
    marked("failed attempts"),
    marked("of them sent back"),
    marked("denied attempts"),
    marked("reports of ways beside the system"),
    marked("signs"),
    marked("cases given up or held up"),
    marked("cases held up"),
    marked("cases that go round the step"),
    marked("cases entered twice or handed back"),
    marked("hesitation"),
    marked("repeated error"),
    marked("rage click"),
    marked("dead click"),
    marked("back and forth"),
    marked("left at step"),
    marked("help opened"),
    marked("bulk copy"),
    marked("bulk export"),
    marked("access or permission gap"),
    marked("capability gap"),
    marked("policy or compliance ambiguity"),
    marked("support dependency"),
    marked("workflow friction"),
    marked("helped"),
    marked("made it worse"),
    marked("changed nothing"),
    marked("did not help"),
    marked("was followed by better days"),
    marked("was followed by worse days"),
    marked("was followed by no change"),
    marked("was followed by no better days"),
    marked("Abandonment at the step"),
    marked("Kept to the approved path"),
    marked("Completed"),
    marked("Exceptions and rework"),
    marked("Tickets about the workflow"),
    marked("Tickets about other matters"),
    marked("Abandonment at other steps"),
    marked("Completed cases that took long"),
)
"""What may stand for `%(what)s` or `%(became)s`, also with a small letter first."""

UNITS = (
    marked("share of cases"),
    marked("share of users"),
    marked("per case"),
    marked("per active user and week"),
    marked("share of cases that ended"),
    marked("share of cases that reach the step"),
    marked("cases that ended"),
    marked("cases that reach the step"),
    marked("reports and bulk copies per case that reaches the step"),
    marked("tickets per case that reaches the step"),
    marked("users"),
    marked("of cases"),
    marked("of users"),
    marked("searches, mean over users"),
)
"""Units that signals and effects are told in, beside those of the metrics; and what a share is of."""

NAMES = (
    marked("role"),
    marked("region"),
    marked("tenure"),
    marked("manager"),
    marked("business unit"),
    marked("location"),
    marked("team"),
    marked("department"),
    marked("site"),
    marked("permission level"),
    marked("under 6 months"),
    marked("6 to 24 months"),
    marked("2 to 5 years"),
    marked("over 5 years"),
    marked("individual contributor"),
    marked("task"),
    marked("field"),
    marked("approval"),
    marked("validation"),
    marked("handoff"),
    marked("events"),
    marked("people"),
    marked("users"),
    marked("exposures"),
    marked("interventions"),
    marked("changes"),
    marked("signs"),
)
"""Attributes, bands, kinds of step and tables that have names of ours."""
