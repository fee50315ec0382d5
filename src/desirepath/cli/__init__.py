"""The command line: parse, call one function of runs/, print."""
