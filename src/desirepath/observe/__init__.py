"""Events become cases, cases variants, variants counts beside the approved path. Builds expressions, runs none."""
