import pytest

from plenaria.core.agenda import AGENDA_ITEM
from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.core.credentials import CREDENTIAL
from plenaria.core.followup import COMMITMENT
from plenaria.core.meetings import MEETING
from plenaria.core.permits import ROLES
from plenaria.core.polls import METHODS, POLL
from plenaria.core.resolutions import RESOLUTION, VALIDITY
from plenaria.core.speakers import FORMS, REQUESTS, SIDES, SPEAKER
from plenaria.core.text.resolution import KINDS
from plenaria.core.voting.decision import OUTCOMES
from plenaria.core.voting.presets import PRESETS
from plenaria.core.voting.tally import CHOICES
from plenaria.phrases.catalogue import translation
from plenaria.phrases.names import NAMES, label

TABLES = (MEETING, AGENDA_ITEM, CREDENTIAL, RESOLUTION, VALIDITY, POLL, SPEAKER, COMMITMENT, CORRESPONDENCE)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_state_has_a_word(table: object) -> None:
    computed = {"commitment": {"overdue"}, "correspondence": {"unanswered"}}
    assert set(NAMES[table.name]) == set(table.states) | computed.get(table.name, set())  # type: ignore[attr-defined]
    assert table.name in NAMES["thing"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("kind", KINDS),
        ("role", ROLES),
        ("method", METHODS),
        ("choice", CHOICES),
        ("outcome", OUTCOMES),
        ("form-of-speaking", FORMS),
        ("point-of-order", REQUESTS),
        ("side", SIDES),
        ("preset", PRESETS),
    ],
)
def test_every_code_has_a_word(group: str, codes: tuple[str, ...]) -> None:
    assert set(NAMES[group]) == set(codes)


def test_a_label() -> None:
    assert label("commitment", "noted-done", "en") == "noted by the body as done"
    with pytest.raises(KeyError):
        label("meeting", "asleep", "en")


def test_one_word_of_english_is_several_of_russian() -> None:
    if translation("ru").pgettext("meeting", "open") == "open":
        pytest.skip("the ru catalogue is not compiled")
    assert [label(group, "open", "ru") for group in ("meeting", "poll")] == ["открыто", "идёт"]


def test_every_context_is_the_one_that_the_message_was_marked_with() -> None:
    from plenaria.phrases import names

    untranslated = {
        (group, code)
        for group, codes in NAMES.items()
        for code, message in codes.items()
        if translation("ru").pgettext(names.CONTEXTS.get(group, group), message) == message
    }
    if len(untranslated) == sum(map(len, NAMES.values())):
        pytest.skip("the ru catalogue is not compiled")
    assert untranslated == set()
