"""Batch: many jobs, one result each; one bad job never stops the rest."""
