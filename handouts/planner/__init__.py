"""Planner: foods, and what a meal of them holds."""
