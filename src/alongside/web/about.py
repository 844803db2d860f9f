"""The pages about one person, as tabs: the same ones in the same order on each of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.enrolments.models import Enrolment
from alongside.web.pages import May


@dataclass(frozen=True)
class Tab:
    """A way to a page about this person."""

    url: str
    label: str | Promise
    current: bool


PAGES: tuple[tuple[str, str | Promise], ...] = (
    ("plan", _("Plan")),
    ("story", _("Story")),
    ("needs", pgettext_lazy("areas of life", "Needs")),
    ("reviews", _("Reviews")),
    ("daily", _("Daily life")),
    ("housing", _("Housing")),
    ("network", _("Network")),
    ("documents", _("Documents")),
)
"""Route name of a page about a course, and what its tab is called."""
SERVICES = ("bridges", pgettext_lazy("tab", "Services"))
CONSENTS = ("consents", pgettext_lazy("tab", "Consents"))
"""About the person and not the course, so that it outlives one."""
PRINCIPLES = ("principles_course", pgettext_lazy("tab", "Principles"))
"""For those who walk with the person, and the lead: how the method is held to is nobody else's."""


def tabs_about(enrolment: Enrolment, may: May, here: str) -> list[Tab]:
    """The tabs a viewer has on someone's pages; what they may not see is absent.

    Args:
        may: what the viewer may do with `enrolment`.
        here: the route name of the tab that is open.
    """
    found = [
        Tab(reverse("person", args=[enrolment.person_id]), pgettext_lazy("tab", "Now"), here == "person")
    ]
    if may("course.read"):
        found += [Tab(reverse(route, args=[enrolment.pk]), label, here == route) for route, label in PAGES]
        found += [
            Tab(reverse(route, args=[enrolment.person_id]), said, here == route)
            for route, said in (SERVICES, CONSENTS)
        ]
    if may("fidelity.course"):
        route, said = PRINCIPLES
        found.append(Tab(reverse(route, args=[enrolment.pk]), said, here == route))
    return found
