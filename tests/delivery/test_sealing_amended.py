"""A sealed bundle of a text that was amended: the adopted words, the vote on the amendment, and both verify."""

import json
from datetime import date

import pytest

from plenaria.actions import adoption
from plenaria.core.journal import archive
from plenaria.core.journal.promises import HOLDS
from plenaria.delivery import keys, sealing
from plenaria.store import files
from plenaria.store.models import Seal
from plenaria.verify import verify
from tests import builders
from tests.builders import AT, done
from tests.interfaces.register.test_amendments import voted

pytestmark = pytest.mark.django_db
PASSPHRASE = "a sky without lamps"


def test_an_amended_text_is_sealed_with_the_vote_on_its_amendment() -> None:
    keys.make_seal_key(PASSPHRASE)
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    text = builders.debated_text(sitting)
    voted(sitting, text, 1, "for", "for", "against")
    builders.decided_text(sitting, resolution=text)
    told = {"actor": sitting.secretary, "at": AT, "resolution": text}
    done(adoption.adopt(**told, number="XIV/1", adopted_on=date(2026, 5, 9)))  # type: ignore[arg-type] # as each takes them
    done(sealing.seal(**told, passphrase=PASSPHRASE))  # type: ignore[arg-type] # the same
    bundle = files.load(Seal.objects.get(resolution=text).bundle.sha256)
    inside = archive.unpack(bundle).files
    votes = json.loads(inside[archive.VOTES])["polls"]
    assert [(each["question"], each["outcome"]) for each in votes] == [("amendment-1", "adopted"), ("", "adopted")]
    assert any("Беречь темноту всегда.".encode() in data for name, data in inside.items() if name.endswith(".json"))
    report = verify(bundle)
    assert (report["roll"].outcome, report["votes"].outcome) == (HOLDS, HOLDS)
    assert dict(report["votes"].data) == {"polls": 2, "votes": 6}
