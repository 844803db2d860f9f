"""Why somebody looked, as a code that outlives words and languages."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What a look was for. Follows from what ties the viewer to the person, never from what the viewer says.

    The codes are kept for years: a new one may be added, none may be renamed.
    """

    CARE = "care"
    """Walks with the person, stands in, or takes over."""
    TEAM = "team"
    """Works in the team that walks with the person."""
    SUPERVISION = "supervision"
    ON_CALL = "on_call"
    INTAKE = "intake"
    AUTHORITY = "authority"
    """Ordered the course and follows it up."""
    PARTNER = "partner"
    """Works elsewhere, with the person's consent."""
    BREAK_GLASS = "break_glass"
    """No tie; opened in an emergency, with a reason."""
    QUALITY = "quality"
    """Evaluation of the work, over many people."""
    OVERSIGHT = "oversight"
    """The privacy officer's control."""
    SUBJECT = "subject"
    """To answer the person's own right to know or to be corrected."""
    EXPORT = "export"
    """Reported to another system, as the law or an agreement asks."""
    SUPPORT = "support"
    """Running the installation: whoever administers it, or the program itself."""
    NONE = ""
    """Not a look at anybody, or written before purposes were."""
