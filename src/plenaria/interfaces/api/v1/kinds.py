"""Types that parameters and answers of the API share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from plenaria.phrases.catalogue import N_
from plenaria.store.queries import keyset

MOST = 500
"""Things in a list at the most."""

Id = Annotated[
    str,
    Meta(pattern="^[a-z0-9]{1,32}$", title="Id", description=N_("An opaque id; it stays for ever, and means nothing.")),
]
Texts = Annotated[
    Mapping[str, str], Meta(title="Texts", description=N_("A text in several languages: language (BCP 47) → text."))
]
Web = Annotated[str, Meta(description=N_("Its page, for people."))]
Url = Annotated[str, Meta(description=N_("Its address in this API."))]
Created = Annotated[datetime, Meta(tz=True, description=N_("When it came into the register."))]
Modified = Annotated[datetime, Meta(tz=True, description=N_("When it was last changed."))]

Moment = Annotated[datetime, Meta(tz=True)]


def one_of(words: Iterable[str], description: str) -> Meta:
    """A word of a closed vocabulary."""
    known = list(words)
    return Meta(pattern=f"^({'|'.join(known)})$", description=description, extra_json_schema={"enum": known})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Parameters of every list."""

    limit: Annotated[int, Meta(ge=1, le=MOST, description=N_("How many at the most."))] = 100
    after: Annotated[
        str,
        Meta(
            pattern="^[A-Za-z0-9_-]{1,120}$",
            description=N_("Where the list goes on; take it from “next” of the piece before."),
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Pieces):
    """Parameters of a list that can be followed."""

    modified_since: (
        Annotated[
            datetime,
            Meta(
                tz=True, description=N_("Only what was changed at that moment or later; and what is gone since then.")
            ),
        ]
        | UnsetType
    ) = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBody(Listing):
    """Parameters of such a list that can be narrowed to one body."""

    body: Annotated[Id, Meta(description=N_("Only of the body with that id."))] = ""
    below: Annotated[bool, Meta(description=N_("Of the bodies below it, too."))] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Something that was public and is no more; all that is left of it is its id."""

    id: Id
    created: Created
    modified: Modified
    deleted: Annotated[bool, Meta(description=N_("Always true."))]


def gone(of: keyset.Gone) -> Gone:
    """What is told of it."""
    return Gone(id=of.id, created=of.created, modified=of.modified, deleted=True)
