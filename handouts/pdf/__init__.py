"""PDF: a laid-out document becomes tagged, archival bytes."""
