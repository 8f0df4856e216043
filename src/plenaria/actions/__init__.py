"""The only pen: one function for each thing a person can do, all of one shape (see ``_perform``)."""
