"""What elections are measured on: ``python -m benchmarks.votes``."""
