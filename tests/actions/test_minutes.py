"""Words of the clerk's, approval, corrections, dissent."""

from dataclasses import replace

import pytest

from plenaria.actions import meetings, minutes, polls
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.store import files
from plenaria.store.models import Leaf, Minutes, MinutesWords
from plenaria.store.queries import minutes as queries
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> builders.Sitting:
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "chair", email="secretary@example.org")
    return builders.meeting(body, secretary)


def opening(sitting: builders.Sitting) -> int:
    return Leaf.objects.get(kind="meeting-opened", meeting_id=sitting.id).index


def write(sitting: builders.Sitting, text: str, **other: object) -> Receipt | Refusal:
    given = {"language": "ru", "entry": opening(sitting), "code": "meeting-opened", "place": "after", "based_on": 0}
    return minutes.write_words(actor=sitting.secretary, at=AT, meeting=sitting.id, text=text, **given | other)


def approved(sitting: builders.Sitting) -> minutes.Approved:
    """What a clerk sees now, with a file of one line in each language."""
    upload = Upload(sha256=files.keep(b"Minutes"), name="minutes.txt", media_type="text/plain", size=7)
    secretary = builders.person("Other", sitting.body, "secretary", email="other@example.org")
    return minutes.Approved(
        chair=str(sitting.secretary.person),
        secretary=str(secretary.person),
        text_sha256={"ru": "a" * 64, "es": "b" * 64},
        files=[minutes.MinutesFile("txt", language, upload) for language in ("ru", "es")],
        texts=[],
        size=40,
        root="cm9vdA==",
        read_to=minutes.told_to(sitting.id),
        words=minutes.words_changes(sitting.id),
    )


def approve(sitting: builders.Sitting, **other: object) -> Receipt | Refusal:
    what = replace(approved(sitting), **other)  # type: ignore[arg-type] # fields by name
    return minutes.approve(actor=sitting.secretary, at=AT, meeting=sitting.id, approved=what)


def close(sitting: builders.Sitting) -> None:
    done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))


def test_words_stand_where_they_were_written(sitting: builders.Sitting) -> None:
    done(write(sitting, "  Пели гимн.\r\nСтоя. "))
    (found,) = queries.words(sitting.id, "ru")
    assert (found.own.key, found.own.text, found.version) == (
        f"{opening(sitting)}-meeting-opened",
        "Пели гимн.\nСтоя.",
        1,
    )
    assert queries.words(sitting.id, "es") == ()


def test_the_second_of_two_clerks_is_told_and_nothing_of_the_first_is_lost(sitting: builders.Sitting) -> None:
    done(write(sitting, "Первая"))
    assert write(sitting, "Вторая") == conflict("minutes-changed-meanwhile")
    assert MinutesWords.objects.get().text == "Первая"
    done(write(sitting, "Вторая", based_on=1))
    assert MinutesWords.objects.get().text == "Вторая"


def test_what_the_words_replaced_is_kept_beside_them(sitting: builders.Sitting) -> None:
    done(write(sitting, "Открылись.", place="instead", generated="The meeting was opened."))
    (found,) = queries.words(sitting.id)
    assert (found.own.place, found.own.generated) == ("instead", "The meeting was opened.")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"language": "fr"}, unacceptable("minutes-language-unknown")),
        ({"entry": 0}, unacceptable("minutes-place-unknown")),
        ({"place": "before"}, unacceptable("minutes-place-unknown")),
        ({"text": "x" * 20_001}, unacceptable("sentence-too-long", limit=20_000)),
    ],
)
def test_words_that_fit_nowhere_are_refused(
    sitting: builders.Sitting, given: dict[str, object], refusal: Refusal
) -> None:
    text = str(given.pop("text", "Слова"))
    assert write(sitting, text, **given) == refusal


def test_who_neither_writes_nor_presides_can_neither_write_nor_approve(sitting: builders.Sitting) -> None:
    stranger = replace(sitting, secretary=Actor(person="somebody"))
    assert write(stranger, "Слова") == forbidden("not-permitted", verb="minutes.edit")
    close(sitting)
    refused = minutes.approve(actor=Actor(person="somebody"), at=AT, meeting=sitting.id, approved=approved(sitting))
    assert refused == forbidden("not-permitted", verb="minutes.approve")


def test_approval_freezes_the_text_by_its_hash_with_the_journal_as_it_stood(sitting: builders.Sitting) -> None:
    close(sitting)
    receipt = approve(sitting)
    assert isinstance(receipt, Receipt)
    entry = read(bytes(Leaf.objects.get(index=receipt.leaves[0]).data))
    assert (entry.kind, entry.subject) == ("minutes-approved", receipt.subject)
    assert entry.data["text_sha256"] == {"ru": "a" * 64, "es": "b" * 64}
    assert (entry.data["size"], entry.data["root"], entry.data["version"]) == (40, "cm9vdA==", 1)
    current = queries.current(sitting.id)
    assert current is not None
    assert (current.version, current.state, current.journal_size) == (1, "approved", 40)
    assert [(each.format, each.language) for each in current.files] == [("txt", "es"), ("txt", "ru")]
    assert write(sitting, "Ещё") == conflict("minutes-approved")
    assert approve(sitting) == conflict("wrong-state", name="minutes", state="approved", verb="approve")


def test_nothing_is_approved_before_the_meeting_is_over(sitting: builders.Sitting) -> None:
    assert approve(sitting) == conflict("meeting-not-over")


def test_two_people_sign(sitting: builders.Sitting) -> None:
    close(sitting)
    same = str(sitting.secretary.person)
    assert approve(sitting, chair=same, secretary=same) == unacceptable("signatories-same")
    assert approve(sitting, chair="nobody") == unacceptable("signatory-unknown")


def test_what_went_on_meanwhile_is_read_again_before_it_is_approved(sitting: builders.Sitting) -> None:
    close(sitting)
    seen = approved(sitting)
    done(write(sitting, "Позже"))
    assert minutes.approve(actor=sitting.secretary, at=AT, meeting=sitting.id, approved=seen) == conflict(
        "minutes-moved-on"
    )
    assert approve(sitting, read_to=3) == conflict("minutes-moved-on")


def test_a_correction_is_a_new_version_with_a_note(sitting: builders.Sitting) -> None:
    close(sitting)
    assert minutes.correct(actor=sitting.secretary, at=AT, meeting=sitting.id, note={"ru": "Имя"}) == conflict(
        "minutes-not-approved"
    )
    done(approve(sitting))
    assert minutes.correct(actor=sitting.secretary, at=AT, meeting=sitting.id, note={"ru": " "}) == unacceptable(
        "note-missing"
    )
    done(minutes.correct(actor=sitting.secretary, at=AT, meeting=sitting.id, note={"ru": "Имя"}))
    current = queries.current(sitting.id)
    assert current is not None and current.version == 1
    done(write(sitting, "Верное имя"))
    done(approve(sitting))
    assert list(Minutes.objects.order_by("version").values_list("version", "state")) == [
        (1, "corrected"),
        (2, "approved"),
    ]


def declared(sitting: builders.Sitting, method: str = "electronic") -> str:
    poll = builders.open_poll(sitting, method=method)
    if method == "electronic":
        builders.votes(sitting, poll, "for", "against", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    return poll


def dissent(sitting: builders.Sitting, poll: str, place: int, *, withdrawn: bool = False) -> Receipt | Refusal:
    seat = sitting.credentials[place]
    return minutes.record_dissent(actor=sitting.secretary, at=AT, poll=poll, seat=seat, withdrawn=withdrawn)


def test_whoever_voted_against_has_it_recorded(sitting: builders.Sitting) -> None:
    poll = declared(sitting)
    done(dissent(sitting, poll, 1))
    facts = queries.facts(sitting.id)
    assert facts is not None and facts.polls[poll].dissents == (sitting.credentials[1],)
    assert dissent(sitting, poll, 1) == conflict("dissent-recorded")
    done(dissent(sitting, poll, 1, withdrawn=True))
    facts = queries.facts(sitting.id)
    assert facts is not None and facts.polls[poll].dissents == ()
    assert dissent(sitting, poll, 1, withdrawn=True) == conflict("dissent-recorded")


def test_only_who_voted_against_in_an_open_vote_can_have_it_recorded(sitting: builders.Sitting) -> None:
    assert dissent(sitting, declared(sitting), 0) == conflict("dissent-not-against")
    waiting = builders.open_poll(sitting)
    assert dissent(sitting, waiting, 1) == conflict("dissent-too-early")
    assert dissent(sitting, "no-poll", 1) == unacceptable("poll-unknown")
