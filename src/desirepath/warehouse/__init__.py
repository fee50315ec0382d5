"""Where rows are kept and expressions are run: the only place that executes Ibis."""
