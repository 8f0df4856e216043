"""Plenaria carries a resolution through its whole life, from the first draft to the report on what came of it."""

__version__ = "0.1.0"
