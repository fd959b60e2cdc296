"""Checks of what an author wrote: one leaflet file with the library around it."""
