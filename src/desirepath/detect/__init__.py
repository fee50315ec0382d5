"""WHERE: signals of resistance at a step, for the narrowest cohort that explains them."""
