"""Every ward counted by the Scottish rules beside its known result."""

from benchmarks.votes.wards import Ward, election

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections import scottish


def report(wards: list[Ward]) -> str:
    """How many come out right, and every one that does not."""
    right, wrong, ballots, ties = 0, [], 0, []
    for ward in wards:
        made = scottish.count(election(ward))
        if isinstance(made, Refusal):
            raise SystemExit(f"{ward.name}: {made}")
        ballots += made.total // made.scale
        ties += [f"{ward.name}, round {tie.round}: {tie.purpose}, settled by {tie.settled}" for tie in made.ties]
        if frozenset(made.elected) == ward.elected:
            right += 1
        else:
            wrong.append(f"{ward.name}: elected {sorted(made.elected)}, known {sorted(ward.elected)}")
    lines = [
        "## Scottish council elections",
        "",
        f"{right} of {len(wards)} elect exactly the known candidates ({ballots:,} ballots): those on whom, by the "
        "notes on the data, two independent counting programs agree; the declarations of the returning officers "
        "were not at hand. In every round the votes, the exhausted ones and the fractions cut off sum to the "
        "ballots exactly (a property test). Ties: " + ("; ".join(ties) or "none") + ".",
    ]
    return "\n".join([*lines, *(f"- {each}" for each in wrong)])
