"""Every refusal has a sentence in the reader's language."""

from string import Formatter

from plenaria.core.meetings import MEETING
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.phrases.refusals import SENTENCES, sentence


def test_the_places_of_a_sentence_are_filled_from_the_data() -> None:
    refusal = unacceptable("file-too-large", limit=50)
    assert sentence(refusal, "en") == (
        "The file is larger than 50 MB. Nothing was stored. Remove pictures from it or hand it in in parts."
    )


def test_a_language_without_a_catalogue_reads_english() -> None:
    refusal = unacceptable("file-empty")
    assert sentence(refusal, "zz") == sentence(refusal, "en")
    assert sentence(refusal, "zz-AQ") == sentence(refusal, "en")
    assert sentence(refusal, "../ru") == sentence(refusal, "en")


def test_every_sentence_can_be_filled() -> None:
    for code, message in SENTENCES.items():
        for _, place, _, _ in Formatter().parse(message):
            assert place is None or place.isidentifier(), code


def test_a_wrong_state_is_named_in_words() -> None:
    refusal = MEETING.after("suspended", "open")
    assert isinstance(refusal, Refusal)
    assert sentence(refusal, "en") == (
        "This cannot be done now (meeting: suspended). Nothing was changed. Open the page again to see what comes next."
    )
