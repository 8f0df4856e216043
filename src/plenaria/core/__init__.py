"""What is lawful and what the text says: standard library only, frozen values, no clock, no input or output."""
