"""Where a program begins: the version of the API, its description, and its lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.phrases.catalogue import N_

VERSION = "1.1.0"
"""Of the API: what is added counts the minor number; what programs rely on is taken away with the major one alone."""
LISTS = (
    "bodies",
    "people",
    "meetings",
    "resolutions",
    "polls",
    "commitments",
    "corrigenda",
    "effects",
    "nominations",
    "publications",
    "parties",
    "dispatches",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where to begin."""

    version: Annotated[str, Meta(description=N_("Of the API."))]
    description: Annotated[str, Meta(description=N_("The address of this description (OpenAPI)."))]
    web: Annotated[str, Meta(description=N_("The same, for people."))]
    lists: Annotated[Mapping[str, str], Meta(description=N_("The address of each list."))]


def start(asked: Asked[Nothing, Nothing]) -> Start:
    """Where to begin."""
    return Start(
        version=VERSION,
        description=of_api("openapi.json"),
        web=page("api-about"),
        lists={each: of_api(each) for each in LISTS},
    )


OPERATIONS = (Operation(name="start", path="", noun="start", summary=N_("Where to begin"), answer=Start, view=start),)
