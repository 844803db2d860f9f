"""Choose the newest versions that fit and pin them with hashes: `make requirements`.

What is needed is written in pyproject.toml (to run), requirements/build.in (to build), requirements/saml.in (to sign in
with SAML) and requirements/dev.in
(to work on it). The pinned sets beside them are in pip's own format and name no package host, so that they
work with any index or mirror. Name packages to move only those: make requirements ARGS="django cryptography".
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN, BUILD, SAML, DEV = (f"requirements/{name}.txt" for name in ("run", "build", "saml", "dev"))
# Later sets take over the versions of earlier ones, so that tests run with what is served.
SETS: tuple[tuple[str, list[str], list[str]], ...] = (
    (RUN, ["pyproject.toml"], []),
    (BUILD, ["requirements/build.in"], [RUN]),
    (SAML, ["requirements/saml.in"], [RUN]),
    (DEV, ["pyproject.toml", "requirements/build.in", "requirements/dev.in"], [RUN, BUILD]),
)
OPTIONS = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--quiet"]


def main() -> None:
    """Pin the sets, newest versions first."""
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit("Pinning is done with uv, which is not on the PATH: python3 -m pip install uv")
    only = [f"--upgrade-package={name}" for name in sys.argv[1:]]
    for pinned, wanted, agreeing in SETS:
        print(f"Pinning {pinned} …", flush=True)
        constraints = [f"--constraint={path}" for path in agreeing]
        subprocess.run(
            [uv, "pip", "compile", *OPTIONS, *(only or ["--upgrade"]), *constraints, "-o", pinned, *wanted],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )


if __name__ == "__main__":
    main()
