"""Every source of a preset can be said in every language."""

from plenaria.core.voting.presets import PRESETS
from plenaria.phrases.sources import SOURCES


def test_every_source_is_among_the_words_that_are_translated() -> None:
    assert {preset.source for preset in PRESETS.values() if preset.source} == set(SOURCES)
