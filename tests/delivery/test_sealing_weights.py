"""A sealed bundle of a vote with exact weights and a proxy: counted again, and a changed weight or proxy is found."""

import json
from datetime import date
from fractions import Fraction

import pytest

from plenaria.actions import adoption, polls, proxies
from plenaria.actions.cast import Ballot, cast
from plenaria.core.journal import archive, canonical
from plenaria.core.journal.promises import HOLDS
from plenaria.core.voting.rule import Rule, Share
from plenaria.delivery import keys, sealing
from plenaria.store import files
from plenaria.store.models import Seal
from plenaria.verify import verify
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
PASSPHRASE = "a sky without lamps"
RULE = Rule(threshold=Share(Fraction(1, 2), strict=True), weights="share", proxies=1)


@pytest.fixture
def sitting() -> Sitting:
    """Three seats with 0.35, 20.35 and 1/3 votes; the first holds the mandate of the third."""
    keys.make_seal_key(PASSPHRASE)
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary")
    made = builders.meeting(body, secretary, rule=RULE, weights=["0.35", "20.35", "1/3"], away=(3,))
    first, _, third = made.credentials
    done(proxies.give_proxy(actor=secretary, at=AT, giver=third, holder=first))
    return made


@pytest.fixture
def bundle(sitting: Sitting) -> bytes:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution)
    first, second, third = sitting.credentials
    ballots = [
        Ballot(actor=builders.holder(by), poll=poll, credential=seat, choice=choice, key=f"k-{seat}")
        for by, seat, choice in ((first, first, "against"), (second, second, "for"), (first, third, "abstain"))
    ]
    for answer in cast(ballots=ballots, at=AT):
        done(answer)
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    day = date(2026, 5, 9)
    done(adoption.adopt(actor=sitting.secretary, at=AT, resolution=resolution, number="XIV/1", adopted_on=day))
    done(sealing.seal(actor=sitting.secretary, at=AT, resolution=resolution, passphrase=PASSPHRASE))
    return files.load(Seal.objects.get(resolution=resolution).bundle.sha256)


def changed(bundle: bytes, **poll: object) -> bytes:
    """The bundle with another poll in its votes, packed properly, but not signed again."""
    inside = dict(archive.unpack(bundle).files)
    votes = json.loads(inside[archive.VOTES])
    votes["polls"][0] |= poll
    return archive.pack(inside | {archive.VOTES: canonical.encode(votes)})


def test_the_votes_are_counted_again_by_their_weights(bundle: bytes, sitting: Sitting) -> None:
    report = verify(bundle)
    assert (report["roll"].outcome, report["votes"].outcome) == (HOLDS, HOLDS)
    assert dict(report["votes"].data) == {"polls": 1, "votes": 3}
    (poll,) = json.loads(dict(archive.unpack(bundle).files)[archive.VOTES])["polls"]
    first, second, third = sitting.credentials
    assert poll["denominator"] == 60
    assert poll["roll"] == {first: 21, second: 1221, third: 20}
    assert poll["proxies"] == {third: first}
    assert poll["counts"] == {"in_favour": 1221, "against": 21, "abstaining": 20}


def test_a_changed_weight_is_found(bundle: bytes, sitting: Sitting) -> None:
    first, second, third = sitting.credentials
    other = changed(bundle, roll={first: 1221, second: 21, third: 20})
    assert (verify(other)["roll"].code, verify(other)["votes"].code) == ("roll-differs", "count-differs")
    assert verify(changed(bundle, denominator=30))["roll"].code == "roll-differs"


def test_a_changed_proxy_is_found(bundle: bytes, sitting: Sitting) -> None:
    _, second, third = sitting.credentials
    other = changed(bundle, proxies={third: second})
    assert (verify(other)["roll"].code, verify(other)["votes"].code) == ("roll-differs", "proxy-differs")
