"""A virus scanner, where the installation has one (ALONGSIDE_SCANNER).

Any program will do that reads a file from its input and ends with 0 (nothing found) or 1 (found), as
`clamdscan -` does.
"""

from __future__ import annotations

import shlex
import subprocess

from django.conf import settings

from alongside.documents import errors

CLEAN, FOUND = 0, 1
SECONDS = 60


def look_at(content: bytes) -> None:
    """Ask the scanner; without one nothing is asked.

    Raises:
        FoundHarmful: it found something.
        ScannerSilent: it could not be started, took too long or ended otherwise. What was not looked at is not taken.
    """
    words = shlex.split(settings.SCANNER)
    if not words:
        return
    try:
        ended = subprocess.run(  # noqa: S603 - a fixed command of the installation, without a shell
            words, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise errors.ScannerSilent(field="file") from error
    if ended.returncode == FOUND:
        raise errors.FoundHarmful(field="file")
    if ended.returncode != CLEAN:
        raise errors.ScannerSilent(field="file")
