"""The path of a meeting: prepare → conduct → adopt → send → follow up; what is done, what is missing, what comes next.

1. Where the meeting stands follows from its state; after the close, from the first step that isn't finished.
2. A convened meeting is being prepared until nothing is missing or its day has come, and conducted from then on.
3. The next thing is the first check of that step that isn't met; where all are met, the path is walked.
"""

from dataclasses import dataclass

STEPS = ("prepare", "conduct", "adopt", "send", "follow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a meeting, as counts.

    ``papers`` are its resolutions: on ``undecided_papers`` nothing was put to the vote as a whole, ``put`` wait for
    their adoption to be recorded, ``adopted`` were adopted (in whatever state since), of which ``sealed`` and
    ``published`` are that far. ``letters`` were made for parties, ``letters_to_send`` wait. ``plans`` are commitments
    proposed, ``plans_to_confirm`` wait for a yes. ``to_report`` says that earlier resolutions call for a report;
    ``report`` is the state of that report (``core.reports``), empty while there is none.
    """

    state: str
    day_has_come: bool = False
    has_place: bool = True
    has_rule: bool = True
    items: int = 0
    items_left: int = 0
    credentials: int = 0
    credentials_to_decide: int = 0
    quorum_met: bool = False
    papers: int = 0
    undecided_papers: int = 0
    put: int = 0
    adopted: int = 0
    sealed: int = 0
    published: int = 0
    letters: int = 0
    letters_to_send: int = 0
    plans: int = 0
    plans_to_confirm: int = 0
    to_report: bool = False
    report: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be done at a step. ``left`` says how many of ``of`` are still open, where it is a matter of number.

    ``idle`` is met only because there is nothing that it could be done to.
    """

    code: str
    met: bool
    left: int = 0
    of: int = 0
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the path; ``state`` is done, here or todo."""

    code: str
    state: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """All steps, and the code of the check that comes next; empty where nothing is left to do."""

    steps: tuple[Step, ...]
    next: str

    @property
    def here(self) -> Step | None:
        """The step where the meeting stands; nothing for one that never came about."""
        return next((step for step in self.steps if step.state == "here"), None)


def path(facts: Facts) -> Path:
    """Where a meeting with these facts stands."""
    checks = {
        "prepare": _prepare(facts),
        "conduct": _conduct(facts),
        "adopt": (
            _share("adopted", facts.put, facts.put + facts.adopted),
            _share("sealed", facts.adopted - facts.sealed, facts.adopted),
        ),
        "send": (
            _share("published", facts.adopted - facts.published, facts.adopted),
            _share("letters-sent", facts.letters_to_send, facts.letters),
        ),
        "follow": (_share("plans-confirmed", facts.plans_to_confirm, facts.plans),),
    }
    here = _here(facts, checks)
    steps = tuple(Step(code, _state(code, here, checks[code]), checks[code]) for code in STEPS)
    missing = [check.code for check in checks.get(here, ()) if not check.met]
    return Path(steps, missing[0] if missing else "")


def _prepare(facts: Facts) -> tuple[Check, ...]:
    return (
        Check("place", facts.has_place),
        Check("rule", facts.has_rule),
        Check("agenda", facts.items > 0),
        Check("convened", facts.state != "planned"),
        Check("papers", facts.papers > 0),
        *_reported(facts),
        Check("credentials", facts.credentials > 0),
        _share("credentials-decided", facts.credentials_to_decide, facts.credentials),
    )


def _reported(facts: Facts) -> tuple[Check, ...]:
    """The report on earlier resolutions, where one is called for before the meeting begins, or there is one."""
    if facts.report:
        return (Check("report-tabled", facts.report in ("tabled", "decided")),)
    begun = facts.state not in ("planned", "convened")
    return (Check("report-tabled", met=False),) if facts.to_report and not begun else ()


def _conduct(facts: Facts) -> tuple[Check, ...]:
    begun = facts.state in ("open", "suspended", "closed")
    resumed = () if facts.state != "suspended" else (Check("in-session", False),)
    return (
        Check("quorum", begun or facts.quorum_met),
        Check("opened", begun),
        *resumed,
        _share("papers-decided", facts.undecided_papers, facts.papers),
        *([Check("report-decided", facts.report == "decided")] if facts.report in ("tabled", "decided") else []),
        _share("agenda-done", facts.items_left, facts.items),
        Check("closed", facts.state == "closed"),
    )


def _here(facts: Facts, checks: dict[str, tuple[Check, ...]]) -> str:
    match facts.state:
        case "planned":
            return "prepare"
        case "convened":
            ready = facts.day_has_come or all(check.met for check in checks["prepare"])
            return "conduct" if ready else "prepare"
        case "open" | "suspended":
            return "conduct"
        case "closed":
            after = [code for code in STEPS[2:] if not all(check.met for check in checks[code])]
            return after[0] if after else "follow"
    return ""


def _state(code: str, here: str, checks: tuple[Check, ...]) -> str:
    if code == here:
        return "here"
    passed = here != "" and STEPS.index(code) < STEPS.index(here)
    return "done" if passed and all(check.met for check in checks) else "todo"


def _share(code: str, left: int, of: int) -> Check:
    return Check(code, left == 0, left, of, idle=of == 0)
