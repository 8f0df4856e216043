"""The minutes of a meeting: they write themselves from the journal, the clerk adds words, chair and secretary approve.

What they hold follows the Civil Code of Russia, article 181.2 (3–4), in the version of Federal Law 225-FZ of 28 June
2021 (read at zakonrf.info): date, time and place, or how people took part from afar; who took part; the result on each
point of the agenda; who counted, where counting was given to somebody; who voted against and asked for it to be
recorded; who signed, which are the one who presided and the secretary. Spain asks associations for a book of minutes
(Organic Law 1/2002, article 14.1) and leaves what they hold to the statutes; in practice it is what Law 40/2015,
article 18.1, lists for bodies of the administration: who attended, agenda, place and time, the main points of the
debate, the decisions; and for owners' communities Law 49/1960, article 19.2, adds the call, who was represented and
with which share, and the names and shares for and against.

``facts`` are the frozen values that ``reading`` makes of the journal's entries, ``document`` puts them into numbered
sections as codes and data, and ``written`` is the text in one language that is shown, printed and approved.
"""

from plenaria.core.states import Table

MINUTES = Table(
    "minutes",
    "draft",
    {
        ("draft", "approve"): "approved",
        ("approved", "correct"): "corrected",
    },
)
"""draft → approved → corrected: a correction is a new version with a note; the earlier one stays as it was approved."""
