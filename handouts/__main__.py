"""`python -m handouts` runs the command line."""

from handouts.cli.app import main

main()
