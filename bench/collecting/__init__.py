"""How many events a collector takes, durably, with the load beside it on the same machine."""
