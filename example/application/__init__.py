"""Purchase requests with an approval path: an application as many a company has one.

It is deliberately no better than such applications are. A cost centre must be written `4711-23`, but whoever writes it
otherwise is told "Invalid value" and no more. Clerks in APAC may not attach quotes: "Not allowed". What people do not
know, guidance can tell them at the step.

    python -m example.application --port 8780

Anybody may be anybody in it: it has no passwords, is for trying out, and listens on this computer only.
"""
