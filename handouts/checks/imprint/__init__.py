"""Checks of one imprint: cheap enough to look at every file of a print run."""
