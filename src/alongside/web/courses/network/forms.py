"""What is said about people around someone, and about other plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from alongside.network.models import Closeness, MaySpeak, MemberKind
from alongside.network.queries import Member
from alongside.organisation.profile import Profile
from alongside.web.forms import DayField, HouseForm, OneOf, Pick


class MemberForm(HouseForm):
    """Someone around the person."""

    kind = OneOf(MemberKind, label=_("Who it is"))
    name = forms.CharField(required=False, max_length=200, label=_("Name"))
    relation = forms.CharField(
        required=False,
        max_length=100,
        label=_("Who they are to the person"),
        help_text=_("Sister, doctor, the one at the café."),
    )
    organisation = forms.CharField(required=False, max_length=200, label=_("Where they work"))
    phone = forms.CharField(required=False, max_length=40, label=_("Telephone"))
    may_speak = OneOf(
        MaySpeak,
        label=_("May we speak with them?"),
        help_text=_(
            "What the person wishes. A yes is about everyday contact; for more, ask for a consent. "
            "A no counts everywhere."
        ),
    )
    closeness = OneOf(
        [("", _("Not placed yet")), *Closeness.choices],
        required=False,
        label=_("How near are they?"),
        help_text=_("As the person sees it, not as we do."),
    )
    note = forms.CharField(required=False, max_length=300, label=_("What is good to know"))
    ended_on = DayField(
        required=False, label=_("No longer around since"), help_text=_("Leave it empty while they are.")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, fresh: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fresh:
            del self.fields["ended_on"], self.fields["version"]


class MapForm(HouseForm):
    """Where the person places everybody around them."""

    drawn_on = DayField(label=_("Drawn on"))
    words = forms.CharField(
        required=False,
        label=_("What they said while drawing"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In their words: who is missed, who they would like nearer."),
    )

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = members
        for one in members:
            self.fields[_ring(one.id)] = OneOf(
                [*Closeness.choices, ("", _("Not placed yet"))],
                required=False,
                label=one.name or one.relation,
                initial=one.closeness,
            )

    @property
    def places(self) -> Iterator[BoundField]:
        """The question about each of them."""
        return (self[_ring(one.id)] for one in self._members)

    def said(self) -> dict[str, Any]:
        """What was said, as the operation takes it."""
        rings = {one.id: self.cleaned_data[_ring(one.id)] for one in self._members}
        kept = {"drawn_on": self.cleaned_data["drawn_on"], "words": self.cleaned_data["words"]}
        return {**kept, "rings": rings}


def _ring(member_id: UUID) -> str:
    return f"ring-{member_id}"


class OtherPlanForm(HouseForm):
    """A plan that somebody else leads."""

    kind = Pick(label=_("Which plan"))
    organisation = forms.CharField(
        required=False, max_length=200, label=_("Who leads it"), help_text=_("The job centre, the ward.")
    )
    worker_name = forms.CharField(required=False, max_length=200, label=_("The caseworker there"))
    phone = forms.CharField(required=False, max_length=40, label=_("Telephone"))
    starts_on = DayField(required=False, label=_("Since"))
    ends_on = DayField(
        required=False,
        label=_("Until"),
        help_text=_("Leave it empty while it runs. It is the first day without it."),
    )
    next_text = forms.CharField(required=False, max_length=200, label=_("What comes next in it"))
    next_on = DayField(required=False, label=_("On which day"))
    note = forms.CharField(required=False, max_length=300, label=_("What is good to know"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, profile: Profile, kept: str = "", fresh: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("kind", profile.plan_kinds, keep=kept)
        if fresh:
            del self.fields["version"]
