"""Every warning of the reading has a sentence."""

import re
from pathlib import Path

import plenaria.core.text
from plenaria.core.text.resolution import Warning as Caution
from plenaria.phrases.cautions import SENTENCES, caution


def test_a_warning_in_words() -> None:
    assert caution(Caution("numbering-gap", 4, "7"), "en") == (
        "The numbers jump before “7”. Check that nothing is missing here."
    )
    assert caution(Caution("of-tomorrow", 4, "{x}"), "en") == "Please look at this line."


def test_every_warning_of_the_reading_has_its_sentence() -> None:
    sources = Path(plenaria.core.text.__file__).parent.glob("*.py")
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r'Caution\(\s*"([a-z-]+)"', code)) | set(re.findall(r'"(numbering-[a-z-]+)"', code))
    assert named == set(SENTENCES)
