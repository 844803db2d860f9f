"""How long somebody has to wait, in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import ngettext


def waiting_words(wait: timedelta) -> str:
    """Why nothing happens now, and when it will."""
    seconds = max(1, round(wait.total_seconds()))
    if seconds < 90:
        return ngettext(
            "There were many tries. Wait %(count)d second, then try once more.",
            "There were many tries. Wait %(count)d seconds, then try once more.",
            seconds,
        ) % {"count": seconds}
    minutes = round(seconds / 60)
    return ngettext(
        "There were many tries. Wait %(count)d minute, then try once more.",
        "There were many tries. Wait %(count)d minutes, then try once more.",
        minutes,
    ) % {"count": minutes}
