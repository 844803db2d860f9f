"""How many malformed requests, from which seed, and the count at the end: `make fuzz`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest

IN_THE_SUITE = 300
SEED = 20261124


@dataclass
class Tally:
    """What came back, over all roles of a run."""

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(role, status class) -> how many."""
    routes: set[str] = field(default_factory=set)
    of_routes: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    """What broke or leaked, and how often."""
    examples: dict[str, str] = field(default_factory=dict)
    """The first request of each fault."""

    def fault(self, what: str, example: str) -> None:
        """Remember a 5xx or a leak with the first request that showed it."""
        self.faults[what] += 1
        self.examples.setdefault(what, example)


TALLY = pytest.StashKey[Tally]()


def tally_of(config: pytest.Config) -> Tally:
    """The one tally of this run."""
    return config.stash.setdefault(TALLY, Tally())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--malformed` and `--malformed-seed`."""
    parser.addoption("--malformed", type=int, default=IN_THE_SUITE, help="malformed requests, over all roles")
    parser.addoption("--malformed-seed", type=int, default=SEED, help="the same seed sends the same requests")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many requests got which answer."""
    tally = tally_of(config)
    say = terminalreporter.write_line
    classes = sorted({status for _, status in tally.answers})
    say("")
    say(f"seed {config.getoption('--malformed-seed')}: {tally.answers.total()} malformed requests")
    say("role".ljust(10) + "".join(name.rjust(8) for name in [*classes, "all"]))
    for role in sorted({role for role, _ in tally.answers}):
        counts = [tally.answers[role, status] for status in classes]
        say(role.ljust(10) + "".join(str(count).rjust(8) for count in [*counts, sum(counts)]))
    say(f"routes reached: {len(tally.routes)} of {tally.of_routes}")
    for what, count in tally.faults.most_common():
        say(f"{count} x {what}")
        say(f"    {tally.examples[what]}")
    if not tally.faults:
        say("No 5xx and no leak.")
