"""Checks: findings about content, translation, layout and PDF; `gate` alone makes a `CheckedPdf`."""
