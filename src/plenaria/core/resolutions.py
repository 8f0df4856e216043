"""A resolution's states: its way to the vote and to the register, and, apart from that, whether it is in force."""

from plenaria.core.states import Table, from_each

RESOLUTION = Table(
    "resolution",
    "draft",
    {
        ("draft", "table"): "tabled",
        ("tabled", "debate"): "debated",
        ("debated", "put"): "put",
        ("put", "return"): "debated",
        ("put", "adopt"): "adopted",
        **from_each(("put", "debated"), "reject", "rejected"),
        **from_each(("draft", "tabled", "debated"), "withdraw", "withdrawn"),
        **from_each(("tabled", "debated"), "refer", "referred"),
        ("adopted", "seal"): "sealed",
        ("sealed", "publish"): "published",
        ("draft", "take-over"): "historical",
        ("historical", "take-back"): "withdrawn",
    },
)
"""draft → tabled → debated → put → adopted → sealed → published; a void poll returns it to the debate.

What was adopted before Plenaria is taken over from its paper: it is historical, in the register, and bears no seal.
What was read wrongly is taken back, and its paper looked at again.

A text is rejected by the vote on it as a whole; or, still under debate, when the last of its clauses was voted out.
Once put it can no longer be withdrawn or referred: the vote decides.
"""

VALIDITY = Table(
    "validity",
    "in-force",
    {
        **from_each(("in-force", "amended"), "amend", "amended"),
        **from_each(("in-force", "amended"), "supersede", "superseded"),
        **from_each(("in-force", "amended"), "annul", "annulled"),
        **from_each(("in-force", "amended"), "spend", "spent"),
    },
)
"""Of an adopted resolution, and of each of its clauses. What was amended is in force as amended."""

TEXT_OPEN = frozenset({"draft", "tabled", "debated"})
"""The states in which words may still be changed; from the putting on, the text is what is voted on."""

DECIDED = frozenset({"adopted", "sealed", "published"})
"""The states of a resolution that the body has made its own here, by a vote that the journal knows."""

IN_REGISTER = frozenset({"published", "historical"})
"""The states of a resolution that the public sees."""
