"""From counts and sums to numbers that say how sure they are. Pure: no engine, no clock, no chance."""
