"""Making the papers and the signed bundle of an adopted resolution.

Everything that takes time happens before the action: the papers are typeset in a child process with limits, the bundle
is signed, the files are on disk; then ``actions.seals`` writes it down in one short transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from plenaria.actions import seals
from plenaria.actions._perform import Receipt
from plenaria.actions.seals import SealedFile
from plenaria.core import permits
from plenaria.core.journal import archive, canonical
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.checkpoint import VerifierKey
from plenaria.core.journal.recount import VOTES
from plenaria.core.journal.recount import write as write_votes
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict
from plenaria.core.text import canonical as texts
from plenaria.delivery import checkpoints, keys
from plenaria.formats import bundle, pades, signatures
from plenaria.formats.paper import Letterhead, Paper, SealMark
from plenaria.formats.signatures import SigningKey
from plenaria.formats.writing import FORMATS
from plenaria.formats.writing_isolated import write_all
from plenaria.store import files as kept_files
from plenaria.store.queries import journal
from plenaria.store.queries.sealing import Sealing, sealing

TYPESET_SECONDS = 120
"""For all papers of one language."""
PROVED = (
    "roll-frozen",
    "lot-drawn",
    "hands-counted",
    "ballots-counted",
    "poll-opened",
    "poll-closed",
    "poll-declared",
    "text-adopted",
    "corrigendum-issued",
    "address-changed",
)
"""What the journal says of every poll; each vote by itself only where the body shows names."""

type Say = Callable[[str], None]


def seal(
    *, actor: Actor, at: datetime, resolution: str, passphrase: str, say: Say = lambda step: None
) -> Receipt | Refusal:
    """Seal an adopted resolution; ``say`` hears each step: the languages, then ``bundle``.

    The action asks for the permission again; here it is asked before anything is signed.
    Refused: ``not-adopted``, what ``keys.unlock_seal_key`` refuses, what a writer refuses, ``sealed-text-differs``.
    """
    work = sealing(resolution, at)
    if work is None or work.state != "adopted":
        return conflict("not-adopted")
    refusal = permits.may(actor, "resolutions.seal", Where(body=work.body_id))
    if refusal is not None:
        return refusal
    made = sign(work, at, passphrase, say)
    if isinstance(made, Refusal):
        return made
    return seals.seal(
        actor=actor,
        at=at,
        resolution=resolution,
        adopted_sha256=work.adopted_sha256,
        documents=made.documents,
        bundle=made.bundle,
        manifest_sha256=made.manifest_sha256,
        key=made.key,
        checkpoint_size=made.checkpoint_size,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What was made and signed, kept in the data folder; nothing says so yet."""

    documents: Sequence[SealedFile]
    bundle: SealedFile
    manifest_sha256: str
    key: str
    checkpoint_size: int


def sign(work: Sealing, at: datetime, passphrase: str, say: Say = lambda step: None) -> Signed | Refusal:
    """Make the papers and the bundle, and sign them.

    Refused: what ``keys.unlock_seal_key`` refuses, what a writer refuses, and what ``checkpoints.sign_head`` refuses.
    """
    key = keys.unlock_seal_key(passphrase)
    if isinstance(key, Refusal):
        return key
    certificate = signatures.certificate(key, next(iter(work.body_names.values())), at)
    papers = make_papers(work, say)
    if isinstance(papers, Refusal):
        return papers
    papers = {
        place: pades.sign(data, key, certificate, at) if place[0] == "pdf" else data for place, data in papers.items()
    }
    say("bundle")
    signed = checkpoints.sign_head(at)
    if isinstance(signed, Refusal):
        return signed
    contents = _contents(work, papers, signed, key, certificate)
    manifest = bundle.manifest_of(contents)
    data = bundle.seal(contents, key.sign_ssh(manifest), key.sign(manifest))
    return Signed(
        documents=[_kept(work, *place, content) for place, content in papers.items()],
        bundle=_kept(work, "bundle", "", data),
        manifest_sha256=sha256(manifest).hexdigest(),
        key=key.fingerprint,
        checkpoint_size=signed[0],
    )


def make_papers(work: Sealing, say: Say = lambda step: None) -> dict[tuple[str, str], bytes] | Refusal:
    """Each format in each language, and the PDF of the authentic text beside each other language."""
    made: dict[tuple[str, str], bytes] = {}
    for language in work.texts:
        say(language)
        wanted = [(paper(work, language), form, language) for form in FORMATS]
        if language != work.authentic:
            wanted.append((paper(work, work.authentic, language), "pdf", f"{work.authentic}-{language}"))
        files = write_all([(each, form) for each, form, _ in wanted], seconds=TYPESET_SECONDS)
        if isinstance(files, Refusal):
            return files
        made |= {(form, place): data for (_, form, place), data in zip(wanted, files, strict=True)}
    return made


def canonical_text(work: Sealing, language: str) -> bytes:
    """The bytes whose SHA-256 the journal holds as adopted."""
    return canonical.encode(canonical.normalised(texts.dump(work.texts[language])))


def paper(work: Sealing, language: str, other: str | None = None) -> Paper:
    """The paper of an adopted text as a writer wants it."""
    return Paper(
        resolution=work.texts[language],
        other=work.texts[other] if other else None,
        letterhead=letterhead(work.body_names, work.letterhead, work.accent, work.emblem, language),
        sealed=SealMark(
            number=work.number,
            adopted=work.adopted_on,
            permalink=f"{settings.BASE_URL}/b/{work.body_slug}/r/{work.slug}/",
            short_hash=work.adopted_sha256[language][:16],
        ),
        base_url=settings.BASE_URL,
        body_code=work.body_slug,
        authentic=work.authentic,
    )


def letterhead(
    names: Mapping[str, str], lines: Mapping[str, Sequence[str]], accent: str, emblem: str, language: str
) -> Letterhead:
    """What a body prints at the head of a paper in this language; ``lines`` by language stand under its name."""
    return Letterhead(
        body_name=names,
        lines=tuple(lines.get(language) or next(iter(lines.values()), ())),
        accent=accent,
        emblem_svg=emblem.encode() or None,
    )


def _contents(
    work: Sealing,
    papers: dict[tuple[str, str], bytes],
    signed: tuple[int, bytes, VerifierKey],
    key: SigningKey,
    certificate: bytes,
) -> dict[str, bytes]:
    size, note, verifier = signed
    kinds = (*PROVED, *VOTES) if work.names_shown else PROVED
    leaves = journal.leaves_about([work.id, *(poll.poll for poll in work.polls)], kinds)
    proof = bundle.prove(note, verifier, size, leaves, journal.nodes())
    named = {_name(work, form, language): data for (form, language), data in papers.items() if form != "json"}
    canonical_texts = {f"{archive.TEXTS}{language}.json": canonical_text(work, language) for language in work.texts}
    about: dict[str, Value] = {
        "form": work.form,
        "number": work.number,
        "adopted_on": work.adopted_on.isoformat(),
        "authentic": work.authentic,
        "languages": list(work.texts),
        "body": work.body_slug,
        "body_names": work.body_names,
        "address": f"{settings.BASE_URL}/b/{work.body_slug}/r/{work.slug}/",
    }
    if work.corrects:
        about["corrects"] = work.corrects
    votes = {archive.VOTES: write_votes(work.polls)} if work.polls else {}
    contents = {
        archive.RESOLUTION: canonical.encode(canonical.normalised(about)),
        **canonical_texts,
        **votes,
        **named,
    }
    return bundle.manifested(contents, proof, key.public_key, certificate)


def _name(work: Sealing, form: str, language: str) -> str:
    extension = "zip" if form == "bundle" else FORMATS[form].extension
    suffix = f".{language}" if language else ""
    middle = ".akn" if form == "akn" else ""
    return f"{work.body_slug}-{work.slug.replace('/', '-')}{suffix}{middle}.{extension}"


def _kept(work: Sealing, form: str, language: str, data: bytes) -> SealedFile:
    return SealedFile(
        format=form,
        language=language,
        name=_name(work, form, language),
        media_type="application/zip" if form == "bundle" else FORMATS[form].media_type,
        sha256=kept_files.keep(data),
        size=len(data),
    )
