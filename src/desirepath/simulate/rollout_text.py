"""The rollout file of the made-up rollout."""

from __future__ import annotations

from datetime import timedelta

from desirepath.simulate.plan import SimulationPlan

_TEXT = """\
# A made-up rollout, drawn with seed {seed}. What was planted in it, and what can be counted, is in truth.json.
rollout: purchase-requests
title: Purchase requests move to the portal
go_live: {go_live}
timezone: {timezone}
as_of: {as_of}                 # the data ends here; rows strictly before it are used
owners:
  adoption: adoption@example.com
  application: portal@example.com
  process: purchasing@example.com
cuts: [role, region, tenure]
hourly_cost: {{amount: 48, currency: EUR}}
sources:
{sources}
workflows:
  - workflow: purchase_request
    title: Purchase request
    case_ends_after: 7d            # idle this long without an end: abandoned
    minutes: 15
    risk: medium
    # An optional validation, one of two approvers, then two clearances in either order.
    path: draft quote check? (manager | director) (budget & security) order
    # Before go-live it went on paper; cases begun then are judged by this.
    old_path: form signature budget order
    steps:
      draft:     {{title: Draft the request, kind: task, changed: true, activities: ["Request drafted"]}}
      quote:     {{title: Enter the quote, kind: field, changed: true, activities: ["Quote entered"]}}
      check:     {{title: Validate the request, kind: validation, changed: true, activities: ["Request validated"]}}
      manager:   {{title: Manager approves, kind: approval, changed: true, activities: ["Approved by manager"]}}
      director:  {{title: Director approves, kind: approval, activities: ["Approved by director"]}}
      budget:    {{title: Budget approved, kind: approval, activities: ["Budget approved"]}}
      security:  {{title: Supplier cleared, kind: validation, changed: true, activities: ["Supplier security cleared"]}}
      order:     {{title: Place the order, kind: handoff, activities: ["Order placed"]}}
      form:      {{title: File the paper form, kind: task, activities: ["Paper form filed"]}}
      signature: {{title: Get the form signed, kind: approval, activities: ["Form signed"]}}
    failures:
      "Quote field rejected": {{step: quote, as: failed}}
      "Validation failed": {{step: check, as: failed}}
      "Returned by approver": {{step: manager, as: returned}}
      "Form sent back": {{step: signature, as: returned}}
    outside: ["Bought with company card"]
    withdrawn: ["Request withdrawn"]
    ignore: ["Reminder sent"]
"""


def rollout_text(plan: SimulationPlan, tables: tuple[str, ...]) -> str:
    """The rollout file for these tables, each in a file `TABLE.FORMAT` beside it."""
    sources = "\n".join(f"  - {{table: {table}, file: {table}.{plan.format}}}" for table in tables)
    return _TEXT.format(
        seed=plan.seed,
        go_live=plan.go_live.isoformat(),
        timezone=plan.timezone,
        as_of=(plan.go_live + timedelta(days=plan.days_after)).isoformat(),
        sources=sources,
    )
