"""One function per command: reads, runs a study, writes. What every front door calls."""
