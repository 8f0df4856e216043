"""Public addresses: what of them may change, and that what was printed once answers for ever.

1. A body and a meeting have a short name in their addresses; a resolution has its number there, until it is sealed.
2. What something was called before leads to it for ever, and nothing else is ever called that.
"""

import re

from plenaria.core.refusal import Refusal, unacceptable

KINDS = ("body", "meeting", "resolution")
LONGEST = {"body": 60, "meeting": 40, "resolution": 60}

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def slug_unfit(kind: str, slug: str) -> Refusal | None:
    """Nothing where it can be part of an address: small Latin letters, digits, single hyphens. Else ``slug-unfit``."""
    if _SLUG.fullmatch(slug) and len(slug) <= LONGEST[kind]:
        return None
    return unacceptable("slug-unfit", slug=slug)
