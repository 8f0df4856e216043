"""A sealed bundle of a resolution adopted in secret: counted again from the ballots, which name nobody."""

import json
from datetime import date

import pytest

from plenaria.actions import adoption, counts, polls
from plenaria.core.journal import archive, canonical
from plenaria.core.journal.promises import HOLDS, NOT_CHECKED
from plenaria.delivery import keys, sealing
from plenaria.store import files
from plenaria.store.models import Seal
from plenaria.verify import verify
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
PASSPHRASE = "a sky without lamps"


def sealed(votes_seen: str) -> tuple[Sitting, bytes]:
    """Five seats, of which four vote on phones and one on paper."""
    keys.make_seal_key(PASSPHRASE)
    body = builders.body(votes_seen=votes_seen)
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=5)
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution, method="secret")
    builders.votes(sitting, poll, "for", "against", "for", "abstain")
    teller = builders.person("Tom", body, "teller")
    done(counts.record_count(actor=teller, at=AT, poll=poll, in_favour=1, against=0, abstaining=0))
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    day = date(2026, 5, 9)
    done(adoption.adopt(actor=sitting.secretary, at=AT, resolution=resolution, number="XIV/1", adopted_on=day))
    done(sealing.seal(actor=sitting.secretary, at=AT, resolution=resolution, passphrase=PASSPHRASE))
    return sitting, files.load(Seal.objects.get(resolution=resolution).bundle.sha256)


def test_names_say_who_took_part_and_no_more() -> None:
    sitting, bundle = sealed("names")
    report = verify(bundle)
    assert (report["roll"].outcome, report["votes"].outcome) == (HOLDS, HOLDS)
    assert dict(report["votes"].data) == {"polls": 1, "votes": 4}
    inside = dict(archive.unpack(bundle).files)
    (poll,) = json.loads(inside[archive.VOTES])["polls"]
    assert poll["ballots"] == {"abstain": 1, "against": 1, "for": 2}
    assert poll["voters"] == sorted(sitting.credentials[:4])
    assert "votes" not in poll
    proved = inside[archive.ENTRIES]
    assert [seat for seat in sitting.credentials if seat.encode() in proved] == []


def test_counts_are_proved_where_nobody_is_named() -> None:
    sitting, bundle = sealed("totals")
    report = verify(bundle)
    assert (report["roll"].outcome, report["votes"].outcome) == (NOT_CHECKED, HOLDS)
    assert [seat for seat in sitting.credentials if seat.encode() in bundle] == []


CHANGES: tuple[tuple[dict[str, object], str], ...] = (
    ({"ballots": {"abstain": 1, "against": 2, "for": 1}}, "ballots-differ"),
    ({"voters": []}, "voters-differ"),
    ({"counts": {"in_favour": 4, "against": 0, "abstaining": 1}}, "declared-differs"),
)


def test_a_changed_ballot_or_voter_is_found() -> None:
    _, bundle = sealed("names")
    inside = dict(archive.unpack(bundle).files)
    for change, code in CHANGES:
        votes = json.loads(inside[archive.VOTES])
        votes["polls"][0] |= change
        changed = archive.pack(inside | {archive.VOTES: canonical.encode(votes)})
        assert verify(changed)["votes"].code == code
