"""Every declared address of the server, with the things of a world in it."""

from collections.abc import Iterator

from tests.interfaces.test_access import OURS, Address, World, filled


def walked(world: World, *named: str) -> Iterator[tuple[Address, str]]:
    """Each address and its path; with ``named``, those whose names begin so.

    An address that the world has no things for is left out here: ``test_access`` fails for it, by its name.
    """
    for address in OURS:
        if not named or address.name.startswith(named):
            try:
                path, _ = filled(address, world)
            except AssertionError:
                continue
            yield address, path
