"""The index of a search that needs no server, made of the same words and stems as the server's own."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from plenaria.formats.shards import Page, Passage, Shards
from plenaria.interfaces.cli.site.folder import Done, Writer
from plenaria.interfaces.cli.site.plan import SEARCH
from plenaria.interfaces.kit.exported import Exported
from plenaria.store.queries.bodies import all_bodies
from plenaria.store.queries.findable import Findable, Words, findable
from plenaria.store.search import stems, terms, words

TEXTS = "t/"
"""Files that mean the same whatever else is in the index."""


def make_index(of: Exported, folder: Path, before: Mapping[str, str]) -> Done:
    """Write all of it. What belongs together lies in a folder of its own, named last: whoever searches meanwhile goes
    on with the one before."""
    writer = Writer(folder, before)
    shards = Shards(options)
    for language, known in _forms_of_the_guide():
        shards.teach(language, known)
    for found in findable(datetime.now(UTC).date(), of.bodies):
        for name, data in shards.add(page(found)):
            writer.write(f"{SEARCH}/{name}.js", data)
    names = {each.slug: each.names for each in all_bodies() if of.holds(each.id)}
    made = dict(shards.finish({"bodies": names}))
    digest = sha256()
    for name in sorted(made):
        digest.update(made[name])
    generation = digest.hexdigest()[:12]
    for name, data in made.items():
        if name != "index":
            writer.write(f"{SEARCH}/{generation}/{name}.js", data.replace(b'("', f'("{generation}/'.encode(), 1))
    writer.write(f"{SEARCH}/index.js", made["index"].replace(b"{", f'{{"in":"{generation}/",'.encode(), 1))
    return Done(SEARCH, writer.files, writer.written)


def _forms_of_the_guide() -> Iterator[tuple[str, dict[str, str]]]:
    """The words of the users' guide with their stems: enough of each language to know how its words end."""
    for folder in files("plenaria").joinpath("guide").iterdir():
        if folder.is_dir():
            text = "\n".join(page.read_text("utf-8") for page in folder.iterdir() if page.name.endswith(".md"))
            yield folder.name, dict(zip(words(text), stems(text, folder.name), strict=True))


def options(word: str) -> Iterable[str]:
    """The stems for which a word of a query stands."""
    return {stem for term in terms(f'"{word}"') for option in term.options if len(option) == 1 for stem in option}


def page(found: Findable) -> Page:
    """What was found as the index wants it."""
    about, path = dict(_about(found)), _path(found)
    return Page(
        path=path,
        on=found.on,
        about=about | {"on": found.on.isoformat(), "body": found.of[0]},
        texts={language: [_passage(each, language) for each in some] for language, some in found.texts.items()},
        tokens=[f"=b:{slug}" for slug in found.of],
    )


def _path(found: Findable) -> str:
    if found.resolution:
        return f"b/{found.resolution.body_slug}/r/{found.resolution.slug}/"
    assert found.meeting is not None
    place = f"votes/{found.meeting.vote}/" if found.meeting.vote else "minutes/"
    return f"b/{found.meeting.body_slug}/m/{found.meeting.slug}/{place}"


def _about(found: Findable) -> Iterator[tuple[str, object]]:
    if found.resolution:
        yield from (("titles", found.resolution.titles), ("number", found.resolution.number))
        yield "language", found.resolution.language
    elif found.meeting:
        yield "titles", found.meeting.names
        yield from [("vote", found.meeting.vote)] if found.meeting.vote else [("minutes", True)]


def _passage(of: Words, language: str) -> Passage:
    whole = f"{of.text} {of.also}" if of.also else of.text
    return Passage(
        part=of.part,
        text=of.text,
        words=words(whole),
        stems=stems(whole, language),
        number=of.number,
        fragment=of.fragment,
        tokens=(f"=p:{of.part}", *(f"=k:{kind}" for kind in of.kinds)),
    )
