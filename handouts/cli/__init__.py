"""The command line: parse, call `handouts.api`, show."""
