"""Checks of one catalog's messages: pure functions over an entry, for ours and for any PO file."""
