from typing import Any

import pytest

from plenaria.actions import seals
from plenaria.actions._perform import Receipt
from plenaria.actions.seals import SealedFile
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.store.models import Document, Leaf, Seal
from plenaria.store.models import Resolution as Row
from plenaria.store.queries.sealing import sealing
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
PAPER = SealedFile(
    format="pdf", language="ru", name="paper.pdf", media_type="application/pdf", sha256="ab" * 32, size=7
)
BUNDLE = SealedFile(
    format="bundle", language="", name="paper.zip", media_type="application/zip", sha256="cd" * 32, size=9
)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def seal(sitting: Sitting, resolution: str, **changed: Any) -> Receipt | Refusal:
    found = sealing(resolution)
    given: dict[str, Any] = {
        "actor": sitting.secretary,
        "adopted_sha256": found.adopted_sha256 if found else {},
        "documents": [PAPER],
        "bundle": BUNDLE,
        "manifest_sha256": "ef" * 32,
        "key": "SHA256:key",
        "checkpoint_size": 12,
    }
    return seals.seal(at=AT, resolution=resolution, **{**given, **changed})


def test_the_seal_and_its_files_are_written_down(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    kept = Seal.objects.get(resolution=resolution)
    assert (kept.manifest_sha256, kept.key, kept.checkpoint_size, kept.bundle.sha256) == (
        "ef" * 32,
        "SHA256:key",
        12,
        "cd" * 32,
    )
    assert list(Document.objects.values_list("format", "language", "file__name", "file__size")) == [
        ("pdf", "ru", "paper.pdf", 7)
    ]
    assert Row.objects.get(id=resolution).state == "sealed"


def test_the_journal_names_the_manifest(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    entry = read(bytes(Leaf.objects.get(kind="text-sealed").data))
    assert (entry.subject, dict(entry.data)) == (
        resolution,
        {"manifest_sha256": "ef" * 32, "bundle_sha256": "cd" * 32, "key": "SHA256:key"},
    )


def test_papers_of_another_text_are_refused_and_nothing_is_written(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    assert seal(sitting, resolution, adopted_sha256={"ru": "00" * 32}) == conflict("sealed-text-differs")
    assert (Seal.objects.count(), Document.objects.count()) == (0, 0)


def test_a_text_is_sealed_once(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    builders.done(seal(sitting, resolution))
    assert seal(sitting, resolution) == conflict("wrong-state", name="resolution", state="sealed", verb="seal")
    assert Seal.objects.count() == 1


def test_what_is_not_adopted_is_not_sealed(sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    assert seal(sitting, resolution) == conflict("wrong-state", name="resolution", state="put", verb="seal")
    assert seal(sitting, "nowhere") == unacceptable("resolution-unknown")


def test_only_the_officers_of_the_body_seal(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    for actor in (builders.person("Bea", builders.body("other"), "secretary"), Actor()):
        assert seal(sitting, resolution, actor=actor) == forbidden("not-permitted", verb="resolutions.seal")
