"""Checks of a painted document: its bytes, its tags and where everything lies."""
