"""Read by Python at the start of each process on whose path this folder is: gives it the clock of ``clock.Clock``."""

import os

if "TESTS_CLOCK" in os.environ:
    # Only then: a process that reads a stranger's file has little memory, and needs no other clock.
    import moved_clock

    moved_clock.start(os.environ["TESTS_CLOCK"])
