"""Units done in this process, or in one of several that share the work."""

import logging
import signal
from collections.abc import Callable, Mapping

from plenaria.interfaces.cli.site.folder import Done
from plenaria.interfaces.cli.site.plan import SEARCH, Plan, Unit

type Work = Callable[[Unit, Mapping[str, str]], Done]
"""Makes a unit; it is told the files that the unit had, with their hashes."""


def worker(plan: Plan) -> Work:
    """What makes the units of a plan."""
    from django.conf import settings

    from plenaria.interfaces.cli.site.finding import make_index
    from plenaria.interfaces.cli.site.making import Maker
    from plenaria.store.queries.addresses import former_pages
    from plenaria.store.queries.bodies import all_bodies

    # The page that says that there is nothing is asked for, and so are addresses that may have nothing.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # Links in feeds, cards and frames are whole addresses.
    settings.BASE_URL = plan.base
    slugs = {each.slug for each in all_bodies() if plan.of.holds(each.id)}
    slugs |= {each.body for each in former_pages(plan.of.bodies)}
    maker = Maker(plan.of, plan.folder, frozenset(slugs))

    def work(unit: Unit, before: Mapping[str, str]) -> Done:
        return make_index(plan.of, plan.folder, before) if unit.name == SEARCH else maker.make(unit, before)

    return work


_work: Work | None = None


def begin(plan: Plan) -> None:
    """A process of its own begins; an interruption is its parent's to deal with."""
    import django

    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
    _work = worker(plan)


def do(unit: Unit, before: Mapping[str, str]) -> Done:
    """Make a unit in such a process."""
    assert _work is not None
    return _work(unit, before)
