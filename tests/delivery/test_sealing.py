"""A resolution sealed for good, and what the verifier says of it after somebody has been at it."""

import io
import itertools
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from plenaria.actions import adoption, counts, polls
from plenaria.actions._perform import Receipt
from plenaria.core.journal.promises import HOLDS, NOT_CHECKED
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden
from plenaria.delivery import keys, sealing
from plenaria.formats.writing import FORMATS
from plenaria.store import files
from plenaria.store.models import Document, Seal
from plenaria.store.models import Resolution as Row
from plenaria.verify import verify
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
PASSPHRASE = "a sky without lamps"


@pytest.fixture
def sitting() -> Sitting:
    keys.make_seal_key(PASSPHRASE)
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def seal(
    sitting: Sitting, resolution: str, passphrase: str = PASSPHRASE, actor: Actor | None = None
) -> Receipt | Refusal:
    return sealing.seal(actor=actor or sitting.secretary, at=AT, resolution=resolution, passphrase=passphrase)


def bundle_of(resolution: str) -> bytes:
    return files.load(Seal.objects.get(resolution=resolution).bundle.sha256)


def test_a_sealed_bundle_proves_text_roll_and_votes(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting, lost=[1])
    builders.done(seal(sitting, resolution))
    data = bundle_of(resolution)
    key = keys.unlock_seal_key(PASSPHRASE)
    assert not isinstance(key, Refusal)
    report = verify(data, trusted_key=key.fingerprint)
    assert {each.promise: each.outcome for each in report.findings} == {
        **dict.fromkeys(
            (
                *("archive", "files", "signature", "raw-signature", "key", "checkpoint", "entries"),
                *("text", "translations", "roll", "votes"),
            ),
            HOLDS,
        ),
        "pdf-signature": NOT_CHECKED,
        "time-stamp": NOT_CHECKED,
    }
    assert dict(report["votes"].data) == {"polls": 2, "votes": 6}


def test_a_called_roll_with_its_corrections_and_hands_is_counted_again(sitting: Sitting) -> None:
    clerk = builders.person("Cleo", sitting.body, "clerk", "teller")
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution, method="roll-call", mixed=True)
    first, second, third = sitting.credentials
    press = itertools.count()
    builders.votes(sitting, poll, "against")

    def enter(seat: str, choice: str) -> None:
        builders.done(
            counts.answer_call(actor=clerk, at=AT, poll=poll, seat=seat, choice=choice, key=f"call-{next(press)}")
        )

    for seat, choice in ((second, "for"), (third, "for"), (third, "absent"), (first, "for")):
        enter(seat, choice)
    builders.done(counts.record_count(actor=clerk, at=AT, poll=poll, in_favour=0, against=1, abstaining=0))
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    enter(second, "abstain")
    enter(second, "for")
    builders.done(polls.declare_poll(actor=sitting.secretary, at=AT, poll=poll))
    adopted = adoption.adopt(
        actor=sitting.secretary, at=AT, resolution=resolution, number="XIV/2", adopted_on=AT.date()
    )
    builders.done(seal(sitting, builders.done(adopted)))
    report = verify(bundle_of(resolution))
    assert (report["votes"].outcome, dict(report["votes"].data)) == (HOLDS, {"polls": 1, "votes": 2})


def test_every_language_has_every_format_and_two_stand_side_by_side(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    kept = set(Document.objects.filter(resolution=resolution).values_list("format", "language"))
    assert kept == {(form, language) for form in FORMATS for language in ("ru", "es")} | {("pdf", "ru-es")}


def test_the_json_file_is_the_text_whose_hash_was_adopted(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    hashes = Document.objects.filter(resolution=resolution, format="json").values_list("language", "file__sha256")
    assert dict(hashes) == Row.objects.get(id=resolution).adopted_sha256


def test_the_manifest_in_the_bundle_is_the_one_written_down(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    with zipfile.ZipFile(io.BytesIO(bundle_of(resolution))) as archive:
        manifest = archive.read("manifest.json")
        about = json.loads(archive.read("resolution.json"))
    assert sha256(manifest).hexdigest() == Seal.objects.get(resolution=resolution).manifest_sha256
    assert about["address"] == "https://council.example/b/council/r/xiv-1/"


def test_a_flipped_byte_is_found_wherever_it_is(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    data = bundle_of(resolution)
    for place in range(0, len(data), len(data) // 60):
        changed = bytearray(data)
        changed[place] ^= 1
        assert not verify(bytes(changed)).sound, place


def test_a_body_that_shows_counts_keeps_names_and_votes_out_of_the_bundle() -> None:
    keys.make_seal_key(PASSPHRASE)
    body = builders.body(votes_seen="totals")
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    data = bundle_of(resolution)
    assert b"Delegate 1" not in data
    assert not any(seat.encode() in data for seat in sitting.credentials)
    report = verify(data)
    assert report.sound
    assert [report[promise].code for promise in ("roll", "votes")] == ["roll-withheld", "votes-withheld"]


def test_a_wrong_passphrase_seals_nothing(sitting: Sitting, data: Path) -> None:
    resolution = builders.adopted_text(sitting)
    refused = seal(sitting, resolution, "guessed")
    assert isinstance(refused, Refusal)
    assert refused.code == "key-passphrase-wrong"
    assert Row.objects.get(id=resolution).state == "adopted"
    assert not (data / "files").exists()


def test_only_an_adopted_text_is_sealed(sitting: Sitting) -> None:
    assert seal(sitting, builders.decided_text(sitting)) == conflict("not-adopted")


def test_nothing_is_signed_for_somebody_who_may_not(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    foreign = builders.person("Bea", builders.body("other"), "secretary")
    assert seal(sitting, resolution, actor=foreign) == forbidden("not-permitted", verb="resolutions.seal")


def test_the_languages_are_told_as_they_are_made(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    heard: list[str] = []
    builders.done(
        sealing.seal(actor=sitting.secretary, at=AT, resolution=resolution, passphrase=PASSPHRASE, say=heard.append)
    )
    assert heard == ["ru", "es", "bundle"]
