import re
from pathlib import Path

import plenaria.core
from plenaria.core.text.resolution import Warning as Caution
from plenaria.phrases.doubts import SENTENCES, doubt


def test_a_doubt_in_words() -> None:
    assert doubt(Caution("date-ahead", 0, "2030-01-01"), "en") == (
        "The date 2030-01-01 is still to come. Check the date of adoption."
    )
    assert doubt(Caution("numbering-gap", 4, "7"), "en").startswith("The numbers jump before “7”.")


def test_every_doubt_has_its_sentence() -> None:
    package = Path(plenaria.core.__file__).parent.parent
    code = "".join((package / each).read_text("utf-8") for each in ("core/papers.py", "actions/_taking_over.py"))
    named = set(re.findall(r'Caution\(\s*"([a-z-]+)"', code))
    # What the store can't hold is told under the code of its refusal.
    assert named | {"clause-number-too-long", "paper-control-characters"} == set(SENTENCES)
