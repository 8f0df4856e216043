"""One TOML file for each language: what a linguist knows, kept out of the code."""
