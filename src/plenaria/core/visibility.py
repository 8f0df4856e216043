"""Who sees a commitment and what was reported on it (``core.followup.VISIBILITIES``).

1. *public*: everybody, once its resolution is in the register.
2. *members*: whoever holds a role in its body, and programs with a token that may read what members see.
3. *owners*: its owner and helpers.
4. Who keeps the plan (``KEEPERS``) sees all of it: somebody has to ask.
5. Owner and helpers see what is theirs, whatever they are in the body.
"""

from collections.abc import Collection
from dataclasses import dataclass

from plenaria.core.api_tokens import READ_MEMBERS
from plenaria.core.permits import Actor

KEEPERS = frozenset({"administrator", "secretary", "chair"})
"""The roles that see the whole plan of their body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """Who looks: who they are, and of which bodies they are a member or keep the plan. All empty is the public."""

    person: str = ""
    member_of: frozenset[str] = frozenset()
    keeps: frozenset[str] = frozenset()

    def see(
        self, visibility: str, *, published: bool, body: str, owner: str | None, helpers: Collection[str] = ()
    ) -> bool:
        """Whether they see such a commitment of a confirmed plan; ``published``: its resolution is in the register."""
        if visibility == "public" and published:
            return True
        if body in self.keeps or (self.person and (self.person == owner or self.person in helpers)):
            return True
        return visibility in ("public", "members") and body in self.member_of


PUBLIC = Eyes()


def eyes_of(actor: Actor) -> Eyes:
    """With which eyes somebody looks."""
    tokens = {str(body) for scope, body in actor.scopes if scope == READ_MEMBERS}
    return Eyes(
        person=str(actor.person or ""),
        member_of=frozenset({str(body) for _role, body in actor.roles} | tokens),
        keeps=frozenset(str(body) for role, body in actor.roles if role in KEEPERS),
    )
