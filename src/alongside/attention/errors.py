"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NothingChosen(DomainError):
    """A filter leaves something out."""

    code = "nothing_chosen"
    message = _("Choose something first: what you see now is the whole list.")


class FilterUnnamed(DomainError):
    """A filter is found again by its name."""

    code = "filter_unnamed"
    message = _("Give it a name, of at most 60 characters.")


class FilterNameTaken(DomainError):
    """Two filters of one list have two names."""

    code = "filter_name_taken"
    message = _("You have a filter of that name here. Choose another name, or remove that one.")


class NumberInFilter(DomainError):
    """A filter is kept for long and may be shared: no number of a person stands in it."""

    code = "number_in_filter"
    message = _(
        "A filter is kept and may be shared, so no numbers are kept in it. Search for them each time."
    )


class NameInFilter(DomainError):
    """A filter is kept for long and may be shared: no name of a person stands in it."""

    code = "name_in_filter"
    message = _(
        "“%(word)s” is somebody’s name. A filter is kept and may be shared, so no names are kept in it."
    )


class AboutOnePerson(DomainError):
    """A goal is one person's; a filter is for everybody's timeline."""

    code = "about_one_person"
    message = _("A goal belongs to one person, and a filter is used with everyone. Choose without the goal.")
