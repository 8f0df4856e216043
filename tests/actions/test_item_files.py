"""The files of a point of the agenda, in tables and journal."""

import pytest

from plenaria.actions import agenda, item_files, meetings
from plenaria.actions._perform import Receipt
from plenaria.core.journal.entry import read
from plenaria.core.refusal import Refusal, forbidden, unacceptable
from plenaria.store.models import AgendaItem, ItemFile, Leaf
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


@pytest.fixture
def point(sitting: Sitting) -> str:
    done(agenda.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=[({"ru": "Смета"}, None)]))
    return AgendaItem.objects.get(meeting=sitting.id).id


def laid(sitting: Sitting, point: str, name: str = "budget.txt", shown: str = "delegates") -> Receipt | Refusal:
    upload = builders.upload(f"Смета {name}", name)
    titles = {"ru": "Смета", "es": ""}
    return item_files.lay(actor=sitting.secretary, at=AT, item=point, upload=upload, titles=titles, shown=shown)


def told(kind: str) -> list[dict[str, object]]:
    """What the journal says of each entry of that kind."""
    return [dict(read(bytes(leaf.data)).data) for leaf in Leaf.objects.filter(kind=kind).order_by("index")]


def test_a_file_is_laid_behind_the_others_and_journalled_by_its_hash(sitting: Sitting, point: str) -> None:
    first, second = done(laid(sitting, point)), done(laid(sitting, point, "plan.txt"))
    rows = list(ItemFile.objects.order_by("position").values_list("id", "position", "titles", "shown"))
    assert rows == [(first, 1, {"ru": "Смета"}, "delegates"), (second, 2, {"ru": "Смета"}, "delegates")]
    hashes = [row.file.sha256 for row in ItemFile.objects.order_by("position")]
    assert [each["sha256"] for each in told("item-file-laid")] == hashes


def test_after_one_in_the_middle_is_taken_away_no_two_share_a_place(sitting: Sitting, point: str) -> None:
    first, second = done(laid(sitting, point, "a.txt")), done(laid(sitting, point, "b.txt"))
    done(item_files.remove(actor=sitting.secretary, at=AT, file=first))
    third = done(laid(sitting, point, "c.txt"))
    assert list(ItemFile.objects.order_by("position").values_list("id", "position")) == [(second, 2), (third, 3)]
    assert len(told("item-file-removed")) == 1


def test_a_file_is_called_otherwise_and_shown_to_others(sitting: Sitting, point: str) -> None:
    file = done(laid(sitting, point))
    given = {"actor": sitting.secretary, "at": AT, "file": file, "titles": {"es": "Presupuesto"}}
    done(item_files.change(**given, shown="public", language="es"))  # type: ignore[arg-type]
    row = ItemFile.objects.get(id=file)
    assert (row.titles, row.shown, row.language) == ({"es": "Presupuesto"}, "public", "es")
    assert item_files.change(**given, shown="friends") == unacceptable("shown-unknown")  # type: ignore[arg-type]


def test_what_is_refused(sitting: Sitting, point: str) -> None:
    assert laid(sitting, "none") == unacceptable("item-unknown")
    assert laid(sitting, point, shown="friends") == unacceptable("shown-unknown")
    given = {"actor": sitting.secretary, "at": AT, "file": "none"}
    assert item_files.remove(**given) == unacceptable("item-file-unknown")  # type: ignore[arg-type]
    assert item_files.change(**given, titles={}, shown="public") == unacceptable("item-file-unknown")  # type: ignore[arg-type]
    stranger = builders.person("Zoe", sitting.body, "teller")
    upload = builders.upload()
    refused = item_files.lay(actor=stranger, at=AT, item=point, upload=upload, titles={})
    assert refused == forbidden("not-permitted", verb="agenda.edit")
    assert not ItemFile.objects.exists()


def test_files_can_come_after_the_meeting(sitting: Sitting, point: str) -> None:
    done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert isinstance(laid(sitting, point), Receipt)
