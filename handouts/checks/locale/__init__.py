"""Checks of a translation: one handout in one language for one jurisdiction."""
