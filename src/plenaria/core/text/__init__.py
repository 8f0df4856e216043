"""Resolutions as values: their structure, how plain lines are read into it, and how two of them are compared."""
