"""Minutes written and approved: the files hold what the journal fixed."""

import json
from hashlib import sha256

import pytest

from plenaria.actions import meetings
from plenaria.actions import minutes as actions
from plenaria.actions._perform import Receipt
from plenaria.core.journal.checkpoint import to_base64
from plenaria.core.journal.entry import read
from plenaria.core.journal.merkle import Frontier
from plenaria.core.minutes.written import Written
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.delivery import minutes
from plenaria.store import files
from plenaria.store.models import Leaf
from plenaria.store.queries import minutes as queries
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> builders.Sitting:
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "chair", email="secretary@example.org")
    sitting = builders.meeting(body, secretary)
    entry = Leaf.objects.get(kind="meeting-opened").index
    done(
        actions.write_words(
            actor=secretary,
            at=AT,
            meeting=sitting.id,
            language="ru",
            entry=entry,
            code="meeting-opened",
            place="after",
            text="Пели гимн.",
        )
    )
    return sitting


def approve(sitting: builders.Sitting, actor: Actor | None = None) -> Receipt | Refusal:
    other = builders.person("Other", sitting.body, "secretary", email="other@example.org")
    return minutes.approve(
        actor=actor or sitting.secretary,
        at=AT,
        meeting=sitting.id,
        chair=str(sitting.secretary.person),
        secretary=str(other.person),
    )


def test_what_is_approved_is_what_the_files_hold_with_the_root_of_the_journal(sitting: builders.Sitting) -> None:
    done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    receipt = approve(sitting)
    assert isinstance(receipt, Receipt), receipt
    said = read(bytes(Leaf.objects.get(index=receipt.leaves[0]).data)).data
    current = queries.current(sitting.id)
    assert current is not None
    size = current.journal_size
    hashes = [bytes(each) for each in Leaf.objects.order_by("index").values_list("hash", flat=True)[:size]]
    root = to_base64(Frontier().extend(hashes)[0].root())
    assert (said["size"], said["root"], current.journal_root) == (size, root, root)
    assert receipt.leaves == (size,)
    assert {(each.format, each.language) for each in current.files} == {
        (form, language) for form in ("pdf", "docx", "md", "txt", "json") for language in ("ru", "es")
    }
    for language in ("ru", "es"):
        file = queries.file_of(sitting.id, "json", language)
        assert file is not None
        data = files.load(file.sha256)
        assert said["text_sha256"][language] == sha256(data).hexdigest()  # type: ignore[index, call-overload]
        written = Written.from_data(json.loads(data))
        assert root in written.foot[-1] and written.mark == ""
        own = [each.text for part in written.sections for each in part.paragraphs if each.source == "clerk"]
        assert own == (["Пели гимн."] if language == "ru" else [])
    plain = queries.file_of(sitting.id, "txt", "ru")
    assert plain is not None and root in files.load(plain.sha256).decode().replace("\n", "")


def test_nothing_is_approved_too_early_or_by_anybody(sitting: builders.Sitting) -> None:
    assert approve(sitting) == conflict("meeting-not-over")
    assert approve(sitting, Actor(person="stranger")) == forbidden("not-permitted", verb="minutes.approve")
    assert minutes.as_file("nowhere", "ru", "txt") == unacceptable("meeting-unknown")
    assert minutes.as_file(sitting.id, "fr", "txt") == unacceptable("meeting-unknown")


def test_a_draft_is_a_file_that_says_so(sitting: builders.Sitting) -> None:
    made = minutes.as_file(sitting.id, "ru", "txt")
    assert isinstance(made, bytes)
    assert "Пели гимн." in made.decode()
    written = minutes.draft(sitting.id)
    assert written is not None and written.written("ru").mark != ""
