"""What a program may do with a token of the API, and how a token is written.

1. What the public sees needs no token.
2. A token belongs to one body, and reaches the bodies below it only where that was asked for.
3. It is shown once. What is kept is its SHA-256, and its beginning, by which people tell one from another.
4. It ends on its day, or when it is revoked; what is done with it names it in the journal.
"""

import re
from datetime import timedelta

READ_MEMBERS, WRITE_UPDATES, WRITE_PUBLICATIONS, WRITE_PARTIES = SCOPES = (
    "read:members",
    "write:updates",
    "write:publications",
    "write:parties",
)
"""Reading what the body's members may see; reporting on commitments; noting where resolutions appeared; entering
institutions in the address book."""

LONGEST = timedelta(days=400)
"""A token is good for so long at the most: a year, and the time to replace it."""

_WRITTEN = re.compile(r"plenaria_([a-z2-9]{8})_([a-z2-9]{32})", re.ASCII)


def written(prefix: str, secret: str) -> str:
    """The whole token. Its first word lets scanners of sources find one that was left there."""
    return f"plenaria_{prefix}_{secret}"


def looks_like_one(token: str) -> bool:
    """Whether it is written like a token."""
    return _WRITTEN.fullmatch(token) is not None
