"""What a vote means: rules, tallies, decisions. Whole numbers and fractions only, never floats."""
