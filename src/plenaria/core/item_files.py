"""Who sees a file of a point of the agenda, and from when.

A file is shown to nobody but the desk before the meeting is convened; what was public once stays public.
"""

SHOWN = ("delegates", "sitting", "public")
"""To whom it is shown: to the delegates as soon as the meeting is convened; to the delegates once it is open; to
everybody as soon as it is convened."""

CALLED = frozenset({"convened", "open", "suspended", "closed"})
BEGUN = frozenset({"open", "suspended", "closed"})


def is_shown(shown: str, state: str, *, public: bool) -> bool:
    """Whether a file with that word is shown at a meeting in that state: to everybody, or else to its delegates."""
    if state not in CALLED or (public and shown != "public"):
        return False
    return shown != "sitting" or state in BEGUN
