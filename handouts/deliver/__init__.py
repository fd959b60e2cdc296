"""Deliver: a checked document becomes a file, whole or not at all, and a receipt."""
