"""Elections in a few letters: ``election("ABC", "5 A>B=C", "2 B", seats=2)``."""

from plenaria.core.voting.elections.election import Ballot, Election


def election(names: str, *ballots: str, seats: int = 1, withdrawn: str = "", spoilt: int = 0) -> Election:
    """Candidates of one letter each; a ballot is a weight and preferences, ``-`` a place left out, ``""`` a blank."""

    def number(letter: str) -> int:
        return names.index(letter) + 1

    def ballot(text: str) -> Ballot:
        weight, _, preferences = text.partition(" ")
        ranks = preferences.split(">") if preferences else []
        return Ballot(tuple(() if rank == "-" else tuple(map(number, rank.split("="))) for rank in ranks), int(weight))

    return Election(
        candidates=tuple(names),
        seats=seats,
        ballots=tuple(map(ballot, ballots)),
        withdrawn=frozenset(map(number, withdrawn)),
        spoilt=spoilt,
    )


def letters(names: str, numbers: tuple[int, ...]) -> str:
    """The letters of these candidates."""
    return "".join(names[number - 1] for number in numbers)
