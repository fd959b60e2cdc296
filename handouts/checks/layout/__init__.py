"""Checks of a laid-out document before it is painted."""
