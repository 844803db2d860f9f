"""Forms for what happened, and for what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.web.forms import ClockField, DayField, HouseForm, Pick, moment, options


def _text(label: Any, help_text: Any = "", *, rows: int = 2, required: bool = False) -> forms.CharField:
    return forms.CharField(
        required=required, label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class EventForm(HouseForm):
    """What happened, what was done, and who asks how everybody is."""

    argument_fields = {"happened_at": "clock"}

    kind = Pick(label=_("What kind"))
    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Time"))
    place = forms.CharField(required=False, max_length=200, label=_("Where"))
    what = _text(
        _("What happened"),
        _("What you saw and heard, in order; who told you what you did not see."),
        rows=5,
        required=True,
    )
    done = _text(_("What was done"), _("Also by others: the police, the ambulance, the neighbour."))
    hurt = _text(_("Who was hurt"), _("The person, somebody else, one of us; and how they are."))
    told = _text(_("Who was told"), _("And who still has to be: relatives, the authority, your lead."))
    follow_up_worker = Pick(
        label=_("Who follows it up"),
        help_text=_("Asks how everybody is, and what we can learn. It need not be you."),
    )

    def __init__(self, *args: Any, profile: Profile, colleagues: Iterable[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colleagues = {str(one.pk): one for one in colleagues}
        kind, worker = self.fields["kind"], self.fields["follow_up_worker"]
        assert isinstance(kind, Pick)
        assert isinstance(worker, Pick)
        kind.offer(options(profile.event_kinds))
        worker.offer([(key, one.name) for key, one in self._colleagues.items()])

    def said(self) -> dict[str, Any]:
        """What was written, as the operation takes it."""
        cleaned = dict(self.cleaned_data)
        cleaned["happened_at"] = moment(cleaned.pop("day"), cleaned.pop("clock"))
        cleaned["follow_up_worker"] = self._colleagues[cleaned["follow_up_worker"]]
        return cleaned


class FollowUpForm(HouseForm):
    """How it is now, and what is learned."""

    follow_up = _text(
        _("How it is now"),
        _("How is the person, how are the others, how are you? What did you agree?"),
        rows=4,
        required=True,
    )
    learning = _text(
        _("What we do otherwise from now on"), _("Nobody is blamed. Empty if there is nothing."), rows=3
    )
    look_at_plan = forms.BooleanField(
        required=False,
        label=_("Look at the crisis plan again together"),
        help_text=_("It is asked for on their page from today on."),
    )

    def __init__(self, *args: Any, has_plan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_plan:
            del self.fields["look_at_plan"]


class PassOnForm(HouseForm):
    """A colleague follows it up."""

    follow_up_worker = Pick(label=_("Who follows it up"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: Iterable[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colleagues = {str(one.pk): one for one in colleagues}
        self.let_choose("follow_up_worker", [(key, one.name) for key, one in self._colleagues.items()])

    @property
    def worker(self) -> Worker:
        """Who was chosen."""
        return self._colleagues[self.cleaned_data["follow_up_worker"]]
