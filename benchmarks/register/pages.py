"""The pages that are opened: addresses of each kind, chosen by chance among all that the register has."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.hall.load import Client, Hall, request
from benchmarks.register.papers import LANGUAGES
from benchmarks.register.words import LITTLE, MARKED, Language, language

YEARS = range(1946, 2020)
"""In which the assembly met."""
AGAIN = 20
"""So many resolutions are known to a program that asks whether they were changed."""

type Make = Callable[[random.Random], str]
type Ask = Callable[[random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: how one of them is asked for, how often it is opened, and in how many milliseconds it is to be
    there (99 of 100 times)."""

    name: str
    request: Ask
    share: int
    goal: int = 100


def opened(address: Make) -> Ask:
    """A page that anybody opens at such an address."""
    return lambda chance: request("GET", address(chance), "")


@dataclass(frozen=True, slots=True)
class Known:
    """What the register says of itself: the paths of its resolutions and meetings, the bodies' keys in OParl and the
    API, where the latter has resolutions, and some of them as it told them."""

    resolutions: Sequence[str]
    meetings: Sequence[str]
    bodies: Mapping[str, str]
    told: Sequence[str] = ()
    unchanged: Sequence[tuple[str, str]] = ()
    """Paths, each with the tag of what was told there."""


def known(hall: Hall, client: Client) -> Known:
    """Read off its sitemaps and its list of bodies, as any program can."""

    def get(path: str) -> str:
        answer = hall.ask(client, request("GET", path, ""))
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return answer.body.decode()

    maps = re.findall(r"<loc>[^<]*(/sitemap-\d+\.xml)</loc>", get("/sitemap.xml"))
    paths = [path for each in maps for path in re.findall(r"<loc>https?://[^/]*(/[^<]*)</loc>", get(each))]
    listed = get("/oparl/v1.1/bodies?limit=500")
    keys = re.findall(r'"id": ?"[^"]*/body/(\w+)"', listed)
    shown = re.findall(r'"web": ?"[^"]*/b/([\w-]+)/"', listed)
    pieces = [get(f"/api/v1/resolutions?limit=250&adopted_since={year}-01-01") for year in YEARS[::12]]
    told = sorted({path for each in pieces for path in re.findall(r'"url":"[^"]*(/api/v1/resolutions/\w+)"', each)})
    tagged = [(path, hall.ask(client, request("GET", path, "")).tag) for path in told[:: len(told) // AGAIN]]
    for path, tag in tagged:
        if hall.ask(client, request("GET", path, "", If_None_Match=tag)).status != 304:
            raise RuntimeError(f"{path}: changed")
    return Known(
        told=told,
        unchanged=tagged,
        resolutions=[each for each in paths if "/r/" in each],
        meetings=[each for each in paths if "/m/" in each],
        bodies=dict(zip(shown, keys, strict=False)),
    )


def kinds(found: Known) -> tuple[Kind, ...]:
    """All kinds of pages, of that register."""
    tongues = {code: language(code) for code in LANGUAGES}
    assembly = found.bodies["assembly"]
    listed = sum("/assembly/" in each for each in found.resolutions)

    def resolution(chance: random.Random) -> str:
        return f"/{chance.choice(LANGUAGES)}{chance.choice(found.resolutions)}"

    def beside(chance: random.Random) -> str:
        one, other = chance.sample(LANGUAGES, 2)
        return f"/{one}{chance.choice(found.resolutions)}?with={other}"

    def day(chance: random.Random) -> str:
        return f"{chance.choice(YEARS)}-{chance.randint(1, 12):02}-01"

    def again(chance: random.Random) -> bytes:
        path, tag = chance.choice(found.unchanged)
        return request("GET", path, "", If_None_Match=tag)

    def search(words: Callable[[random.Random, Language], str], more: str = "") -> Make:
        def make(chance: random.Random) -> str:
            code = chance.choice(LANGUAGES)
            return f"/{code}/search?q={quote(words(chance, tongues[code]))}{more}"

        return make

    def page(name: str, address: Make, share: int, goal: int = 100) -> Kind:
        return Kind(name, opened(address), share, goal)

    return (
        page("resolution", resolution, 30),
        page("side by side", beside, 8),
        page("body, a page of its list", lambda chance: f"/en/b/assembly/?page={chance.randint(1, listed // 40)}", 10),
        page("roll-call", lambda chance: f"/en{chance.choice(found.meetings)}votes/{chance.randint(1, 9)}/", 6),
        page("search: a rare word", search(lambda _, tongue: MARKED[tongue.code]), 6, 150),
        page("search: a common word", search(_common), 6, 150),
        page("search: the commonest word", search(lambda _, tongue: LITTLE[tongue.code].split()[0]), 6, 150),
        page("search: a phrase", search(lambda _, tongue: f'"{" ".join(LITTLE[tongue.code].split()[:2])}"'), 6, 150),
        page("search: three words", search(lambda chance, tongue: tongue.text(chance, 3).replace(",", "")), 6, 150),
        page(
            "search: filtered",
            search(_common, "&body=committee-3&kind=task&since=1970&until=1999"),
            4,
            150,
        ),
        page("search: overdue", search(_common, "&state=overdue"), 4, 150),
        page("feed of a body", lambda _: "/en/feeds/b/assembly.atom", 3),
        page("feed of a search", lambda chance: f"/feeds/search.atom?q={_common(chance, tongues['en'])}", 2),
        page(
            "OParl: a page of papers",
            lambda chance: f"/oparl/v1.1/body/{assembly}/paper?page={chance.randint(1, max(1, listed // 25))}",
            3,
        ),
        page(
            "API: a list of resolutions",
            lambda chance: f"/api/v1/resolutions?limit=100&body={assembly}&adopted_since={day(chance)}",
            3,
        ),
        page("API: one resolution", lambda chance: chance.choice(found.told), 3),
        Kind("API: one that is unchanged", again, 2),
    )


def _common(chance: random.Random, tongue: Language) -> str:
    return tongue.words[chance.randrange(60, 200)]
