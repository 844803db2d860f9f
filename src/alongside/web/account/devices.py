"""A browser in words: "Firefox on Windows"."""

from __future__ import annotations

from django.utils.translation import gettext as _

# In the order in which they are told apart: Edge calls itself Chrome too, and everyone Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
_PHONES = ("iPhone", "Mobile")


def in_words(agent: str) -> str:
    """What a browser says of itself, as people would say it."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser we do not know")


def is_phone(agent: str) -> bool:
    """Whether it is a phone, which is put away and lost more easily than a desk."""
    return any(mark in agent for mark in _PHONES) and "iPad" not in agent
