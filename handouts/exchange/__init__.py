"""Exchange with translators: catalogs out to PO, XLIFF and XLSX, and what they send back, checked, in."""
