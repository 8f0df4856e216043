"""The register at the size of the UN's: made, loaded, and read by many."""
