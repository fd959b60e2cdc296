"""Localize: a handout and a locale become whole sentences with every number formatted for its readers."""
