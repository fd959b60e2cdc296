"""Imprint: what is put onto painted pages afterwards."""
