"""Elections: ballots in, a count with every round out. Each method is a module with a function ``count``."""
