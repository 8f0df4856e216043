"""A small journal with a resolution that was voted on, adopted and sealed, for tests of bundles and the verifier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from plenaria.core.journal import canonical, entry, merkle, recount
from plenaria.core.journal.canonical import Value
from plenaria.core.journal.checkpoint import Checkpoint, VerifierKey
from plenaria.core.journal.entry import Entry
from plenaria.core.journal.recount import PollRecord
from plenaria.formats import bundle, signatures
from plenaria.formats.signatures import SigningKey

AT = "2026-05-09T14:03:22.120Z"
SEAL = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32))
LOG = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([2]) * 32))
LOG_NAME = "stargazers.example"
VKEY = VerifierKey(LOG_NAME, LOG.public_key)

TEXTS = {
    "texts/es.json": canonical.encode({"title": "Sobre las noches oscuras"}),
    "texts/ru.json": canonical.encode({"title": "О тёмных ночах"}),
}
ROLL = {f"c{number}": 1 for number in range(5)} | {"c5": 3}
CAST = {"c0": "for", "c1": "against", "c2": "for", "c5": "for"}
COUNTS = {"in_favour": 5, "against": 1, "abstaining": 0}
POLL = PollRecord(
    poll="poll/1",
    question="Clause 3",
    method="electronic",
    counts=COUNTS,
    outcome="adopted",
    roll=ROLL,
    votes=CAST,
    names={"c0": "Vera Lind"},
)
HANDS = PollRecord(
    poll="poll/2",
    question="The whole",
    method="hands",
    counts={"in_favour": 4, "against": 1, "abstaining": 1},
    outcome="adopted",
    roll=ROLL,
)


def say(kind: str, subject: str, **data: Value) -> Entry:
    return Entry(kind, AT, "person/1", subject, data)


def polled(
    poll: PollRecord, votes: Sequence[tuple[str, str]] = (), hands: Sequence[Mapping[str, int]] = ()
) -> list[Entry]:
    """The entries of a poll."""
    return [
        say("roll-frozen", poll.poll, sha256=recount.roll_hash(poll.roll or {}, poll.denominator)),
        say("poll-opened", poll.poll),
        *(say("vote-cast", poll.poll, seat=seat, choice=choice) for seat, choice in votes),
        *(say("hands-counted", poll.poll, **counts) for counts in hands),
        say("poll-closed", poll.poll),
        say("poll-declared", poll.poll, outcome=poll.outcome, **poll.counts),
    ]


ELECTRONIC = polled(POLL, [("c0", "against"), *CAST.items()])
BY_HANDS = polled(HANDS, hands=[COUNTS, HANDS.counts])
ADOPTED = say(
    "text-adopted",
    "resolution/1",
    number="XIV-7",
    poll="poll/2",
    text_sha256={name[6:8]: sha256(text).hexdigest() for name, text in TEXTS.items()},
)
FILES = {
    "resolution.json": canonical.encode({"number": "XIV-7", "authentic": "ru"}),
    "resolution.ru.pdf": b"%PDF-1.7 \x00\xff",
    **TEXTS,
    "votes.json": recount.write([POLL, HANDS]),
}


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal of these entries, each between two that concern something else."""

    frontier: merkle.Frontier
    nodes: Mapping[tuple[int, int], bytes]
    leaves: Mapping[int, bytes]

    def note(self) -> bytes:
        head = Checkpoint(f"{LOG_NAME}/journal", self.frontier.size, self.frontier.root())
        return signatures.sign_checkpoint(head, LOG_NAME, LOG)

    def node(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]

    def proof(self) -> bundle.Proof:
        return bundle.prove(self.note(), VKEY, self.frontier.size, self.leaves, self.node)


def journal(entries: Sequence[Entry]) -> Journal:
    frontier, nodes, leaves = merkle.Frontier(), {}, {}
    for each in entries:
        leaves[frontier.size] = entry.leaf(each)
        for data in (entry.leaf(each), entry.leaf(say("presence-recorded", "credential/9"))):
            frontier, made = frontier.append(merkle.leaf_hash(data))
            nodes |= {(level, index): digest for level, index, digest in made}
    return Journal(frontier, nodes, leaves)


def sealed(
    entries: Sequence[Entry] = (*ELECTRONIC, *BY_HANDS, ADOPTED), seal: SigningKey = SEAL, **changed: bytes
) -> bytes:
    """The bundle of these entries and of ``FILES``, some of them changed (``votes_json=…``)."""
    files = FILES | {name.replace("_", "."): data for name, data in changed.items()}
    return bundle.build(files, journal(entries).proof(), seal)
