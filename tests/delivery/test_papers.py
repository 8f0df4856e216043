"""The reader of old papers: what it reads, what it leaves to the next one, and what it can't have."""

import threading
from pathlib import Path

import pytest
from django.conf import settings

from plenaria.core.permits import MACHINE
from plenaria.core.refusal import unacceptable
from plenaria.delivery import papers
from plenaria.formats.sniff import LARGEST
from plenaria.store.models import Paper
from plenaria.store.queries.papers import progress
from tests import builders
from tests.builders import AT, done, now

OLD = "Resolution No. {n}\n\nOn lamps\n\n3 May 2010\n\nThe Council resolves:\n\n1. To buy a lamp.\n\n2. To light it.\n"


@pytest.fixture
def body() -> str:
    return builders.body()


def hand_in(body: str, number: int, **details: str) -> str:
    data = OLD.format(n=number).encode()
    return done(papers.hand_in(actor=MACHINE, at=AT, body=body, data=data, name=f"{number}.txt", **details))


@pytest.mark.django_db
def test_it_reads_what_waits_in_the_language_that_was_said(body: str) -> None:
    for number in (1, 2, 3):
        hand_in(body, number, language="es" if number == 3 else "")
    heard: list[str] = []
    assert papers.read_waiting(now, body=body, at_once=2, say=lambda each: heard.append(each.name)) == 3
    assert sorted(heard) == ["1.txt", "2.txt", "3.txt"]
    assert list(Paper.objects.order_by("name").values_list("language", flat=True)) == ["en", "en", "es"]
    assert papers.read_waiting(now) == 0


@pytest.mark.django_db
def test_another_body_s_papers_are_left_alone(body: str) -> None:
    hand_in(body, 1)
    assert papers.read_waiting(now, body=builders.body("other")) == 0
    assert progress(body).states["waiting"] == 1


@pytest.mark.django_db
def test_told_to_stop_it_takes_up_nothing_more(body: str) -> None:
    hand_in(body, 1)
    assert papers.read_waiting(now, stopped=lambda: True) == 0
    assert Paper.objects.get().due_at == AT


@pytest.mark.django_db
def test_a_file_that_is_gone_is_refused_and_the_others_are_read(body: str) -> None:
    hand_in(body, 1)
    lost = Paper.objects.get(id=hand_in(body, 2))
    (Path(settings.DATA) / "files" / lost.sha256[:2] / lost.sha256).unlink()
    assert papers.read_waiting(now) == 2
    assert sorted(Paper.objects.values_list("name", "state")) == [("1.txt", "taken-in"), ("2.txt", "refused")]


@pytest.mark.django_db
def test_what_is_too_large_is_not_kept(body: str) -> None:
    refused = papers.hand_in(actor=MACHINE, at=AT, body=body, data=bytes(LARGEST * 1_000_000 + 1), name="big.txt")
    assert refused == unacceptable("file-too-large", limit=LARGEST)
    assert Paper.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_its_thread_reads_what_comes_and_ends_when_told() -> None:
    body = builders.body()
    reader = papers.Reader()
    reader.start()
    try:
        hand_in(body, 1)
        papers.wake()
        waited = threading.Event()
        for _ in range(600):
            if Paper.objects.get().state != "waiting":
                break
            waited.wait(0.1)
    finally:
        reader.stop()
    assert Paper.objects.get().state == "taken-in"
