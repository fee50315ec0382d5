"""The parts of the weekly review, one file for each thing that the meeting looks at."""
