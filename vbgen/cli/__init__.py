"""The command line: parse, call the use case, print, choose the exit code."""
