"""Send malformed requests to every route as people of three roles: `make fuzz`.

Prints how many requests got which kind of answer, and every 5xx and leak with the request that showed it first.
The exit code is 1 when there is one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUESTS = 10_000
SEED = 20261124


def main() -> int:
    """Run the tests of malformed requests with more of them than the suite sends."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=REQUESTS, help="at least so many, over all roles")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed sends the same requests")
    chosen = parser.parse_args()
    print(f"{chosen.requests} malformed requests or some more, seed {chosen.seed}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.fuzz.options", "tests/fuzz", "--tb=line"]
    numbers = [f"--malformed={chosen.requests}", f"--malformed-seed={chosen.seed}"]
    return 1 if subprocess.run([*command, *numbers], cwd=ROOT, check=False).returncode else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
