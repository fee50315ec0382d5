"""A confirmation that a rule was read, kept for audit.

What it does
    Once for each version of the rule, the person confirms to have read it before going on; date and version are
    kept, and nothing else.

When it fits
    An auditor, a regulator or a contract asks for proof that the rule was made known.

What it needs
    The demand in writing, the approved text and its version, a place where records are kept and deleted, and the
    consent of the works council where there is one.

What may go wrong
    It is clicked without being read, and then stands for a safety that is not there. It changes what can be proved,
    hardly what is done.

Source
    COSO, "Internal Control: Integrated Framework", 2013; Kristal and others, 2020, who find that signing first does
    not make people more honest.
"""

from __future__ import annotations

from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

INTERVENTION = Intervention(
    name="acknowledgement",
    title="Acknowledgement with a record",
    addresses=BlockerKind.POLICY_AMBIGUITY,
    does="Once for each version of the rule, the person confirms to have read it; date and version are kept.",
    needs=(
        "a demand of audit in writing",
        "the approved text and its version",
        "a place for records, with a date of deletion",
    ),
    effort="weeks",
    owner="process",
    risks=("It is clicked unread.", "It proves that people were told, not that they understood."),
    not_when="Nobody has to prove anything: then say why, or remind.",
    source='COSO, "Internal Control: Integrated Framework", 2013',
    symptoms={
        Symptom.APPROVAL_PATH_BYPASSED: 0.2,
        Symptom.EXCEPTIONS_RISING: 0.1,
        Symptom.ABANDONMENT_AT_STEP: 0.0,
        Symptom.TICKET_SPIKE: 0.1,
        Symptom.COHORT_GAP: 0.1,
        Symptom.DUPLICATE_HANDOFFS: 0.1,
    },
)
