"""`python -m handouts` runs the command line."""

from handouts.cli.start import main

main()
