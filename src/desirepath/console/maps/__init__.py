"""Path maps: where cases went, by cohort and week."""
