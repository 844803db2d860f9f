"""What is typed about the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Role
from alongside.kernel import drafts
from alongside.organisation.choices import LANGUAGES
from alongside.organisation.models import Agency, Team, Worker, WorkerGender
from alongside.organisation.profile import Profile
from alongside.organisation.rules import HELD_IN_A_TEAM
from alongside.web.forms import DayField, HouseForm, Pick
from alongside.web.roles import ROLE_LABELS


class KeyedForm(HouseForm):
    """A form that is carried out once, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = drafts.new_key


class TeamForm(KeyedForm):
    """A new team."""

    name = forms.CharField(label=_("Name of the team"), max_length=100)


class WorkerForm(HouseForm):
    """How someone at work is named and reached, and their share of a post."""

    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Title"), max_length=100, required=False)
    share = forms.IntegerField(
        label=_("Share of a full post, per cent"),
        help_text=_("The caseload norm follows it."),
        min_value=5,
        max_value=100,
        initial=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=200, required=False)
    languages = forms.CharField(label=_("Languages"), max_length=100, required=False)
    area = forms.CharField(
        label=_("Part of town"),
        help_text=_("Or postal codes they know, with commas between."),
        max_length=100,
        required=False,
    )
    gender = Pick(
        WorkerGender,
        label=_("Counts as, when somebody wishes for a woman or a man"),
        blank=_("Would rather not say"),
        required=False,
    )

    trained_on = DayField(label=_("Last training in confidentiality"), required=False)
    home_address = forms.CharField(
        label=_("Where they live themselves"),
        help_text=_(
            "Only so that a review of the log shows when somebody looked at a neighbour. May stay empty."
        ),
        max_length=200,
        required=False,
    )
    home_postal_code = forms.CharField(label=_("Their postal code"), max_length=20, required=False)

    argument_fields = {"fte": "share"}

    @property
    def said(self) -> dict[str, Any]:
        """What `add_worker` and `change_worker` write."""
        said = {
            name: self.cleaned_data[name]
            for name in (
                "name",
                "title",
                "phone",
                "email",
                "languages",
                "area",
                "gender",
                "trained_on",
                "home_address",
                "home_postal_code",
            )
        }
        return {**said, "fte": Decimal(self.cleaned_data["share"]) / 100}


class NewWorkerForm(KeyedForm, WorkerForm):
    """Someone new."""

    username = forms.CharField(
        label=_("Signs in as"),
        help_text=_("Leave it empty for someone who is only named and never signs in."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class AccountForm(HouseForm):
    """A name to sign in with."""

    username = forms.CharField(
        label=_("Signs in as"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class UntilForm(HouseForm):
    """The first day on which an account opens nothing any more."""

    until = DayField(label=_("The account ends on"))


class RoleForm(KeyedForm):
    """A role from a day on."""

    role = Pick([(role.value, label) for role, label in ROLE_LABELS.items()], label=_("Role"))
    team = Pick(label=_("Team"), blank=_("The whole house"), required=False)
    starts_on = DayField(label=_("From"))

    def __init__(self, *args: Any, teams: Sequence[Team], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        team = self.fields["team"]
        assert isinstance(team, Pick)
        team.offer([(str(one.pk), one.name) for one in teams])
        team.help_text = gettext("Needed for: %(roles)s.") % {
            "roles": ", ".join(str(label) for role, label in ROLE_LABELS.items() if role in HELD_IN_A_TEAM)
        }
        self.fields["starts_on"].initial = today

    @property
    def said(self) -> dict[str, Any]:
        """What `start_membership` writes."""
        data = self.cleaned_data
        return {**data, "role": Role(data["role"]), "team": self.teams.get(data["team"])}


class AsideForm(HouseForm):
    """A proposed role that is not given."""

    provider = forms.CharField(max_length=40)
    role = forms.ChoiceField(choices=list(ROLE_LABELS.items()))
    team = forms.CharField(max_length=100, required=False)

    @property
    def said(self) -> dict[str, Any]:
        """What `set_role_aside` is told."""
        data = self.cleaned_data
        return {"provider": data["provider"], "role": Role(data["role"]), "team_name": data["team"]}


class EndForm(HouseForm):
    """The first day without a role."""

    ends_on = DayField(label=_("First day without it"))


SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("norm", "caseload", "norm"),
    ("interval_months", "review", "interval_months"),
    ("within_days", "answering", "within_days"),
    ("default_days", "rhythm", "default_days"),
    ("way_minutes", "calendar", "way_minutes"),
    ("prepare_days", "calendar", "prepare_days"),
    ("account_days", "oversight", "account_days"),
    ("dormant_days", "oversight", "dormant_days"),
    ("training_months", "oversight", "training_months"),
    ("idle_minutes", "sign_in", "idle_minutes"),
    ("idle_minutes_phone", "sign_in", "idle_minutes_phone"),
)
"""Field, and where its setting stands in a practice profile."""


class SettingsForm(HouseForm):
    """The agency's own settings. What is left empty follows the practice profile."""

    name = forms.CharField(label=_("Name of the agency"), max_length=200)
    norm = forms.FloatField(
        label=_("People per full-time case manager"),
        min_value=1,
        max_value=60,
        required=False,
        localize=True,
    )
    interval_months = forms.IntegerField(
        label=_("Months between reviews"), min_value=1, max_value=24, required=False
    )
    within_days = forms.IntegerField(
        label=_("Days to answer a referral"), min_value=1, max_value=90, required=False
    )
    default_days = forms.IntegerField(
        label=_("Days between meetings, to begin with"), min_value=1, max_value=60, required=False
    )
    way_minutes = forms.IntegerField(
        label=_("Minutes for the way between two places, as an estimate"),
        min_value=0,
        max_value=240,
        required=False,
    )
    prepare_days = forms.IntegerField(
        label=_("Days before a meeting with others from which its preparation is asked for"),
        min_value=1,
        max_value=14,
        required=False,
    )
    idle_minutes = forms.IntegerField(
        label=_("Minutes until an unused page locks itself"), min_value=2, max_value=30, required=False
    )
    idle_minutes_phone = forms.IntegerField(
        label=_("The same on a phone"), min_value=1, max_value=10, required=False
    )
    account_days = forms.IntegerField(
        label=_("Days an account is good for"), min_value=30, max_value=1100, required=False
    )
    dormant_days = forms.IntegerField(
        label=_("Days without signing in, after which an account is suspended"),
        min_value=14,
        max_value=365,
        required=False,
    )
    training_months = forms.IntegerField(
        label=_("Months between trainings in confidentiality, 0 for none"),
        min_value=0,
        max_value=60,
        required=False,
    )
    feed_title = forms.CharField(
        label=_("What a visit is called in calendars outside the house"),
        max_length=60,
        required=False,
    )
    dictation = forms.BooleanField(
        label=_("Offer dictation"),
        help_text=_(
            "Where a browser can turn speech into text. It is off to begin with, because many browsers send what is "
            "said to their maker, and what is said here is about people’s lives. Switch it on when you know what the "
            "browsers of your house do, and your privacy officer agrees."
        ),
        required=False,
    )
    part2 = forms.BooleanField(
        label=_("Our records of substance use treatment fall under 42 CFR part 2"),
        help_text=_(
            "Law in the United States. Consents to them then need every element of § 2.31, and what is printed or "
            "given out carries the notice of § 2.32. Compare its text with ecfr.gov before you switch it on."
        ),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, table, setting in SETTINGS:
            value = getattr(getattr(profile, table), setting)
            self.fields[field].help_text = gettext("The practice profile says %(value)s.") % {
                "value": f"{value:g}"
            }
        self.fields["feed_title"].help_text = gettext(
            "Without a name. The practice profile says “%(value)s”."
        ) % {"value": profile.calendar.feed_title.in_(get_language() or "en")}

    def overrides(self, agency: Agency) -> dict[str, Any]:
        """The agency's settings with these in place; settings that have no field here stay."""
        found = {
            key: dict(value) if isinstance(value, Mapping) else value
            for key, value in agency.profile_overrides.items()
        }
        for field, table, setting in SETTINGS:
            value = self.cleaned_data[field]
            if value is not None:
                found.setdefault(table, {})[setting] = value
            elif table in found:
                found[table].pop(setting, None)
                if not found[table]:
                    del found[table]
        found.pop("writing", None)
        if self.cleaned_data["dictation"]:
            found["writing"] = {"dictation": True}
        found.pop("part2", None)
        if self.cleaned_data["part2"]:
            found["part2"] = {"in_force": True}
        return _called(found, self.cleaned_data["feed_title"].strip())


def _called(overrides: dict[str, Any], title: str) -> dict[str, Any]:
    """The same word in every language: an agency writes it in its own."""
    calendar = {name: value for name, value in overrides.get("calendar", {}).items() if name != "feed_title"}
    if title:
        calendar["feed_title"] = dict.fromkeys(LANGUAGES, title)
    rest = {name: table for name, table in overrides.items() if name != "calendar"}
    return {**rest, "calendar": calendar} if calendar else rest


def as_set(agency: Agency) -> dict[str, Any]:
    """The agency's own settings, to begin a `SettingsForm` with."""
    own = {field: agency.profile_overrides.get(table, {}).get(setting) for field, table, setting in SETTINGS}
    title = agency.profile_overrides.get("calendar", {}).get("feed_title", {}).get(agency.language, "")
    dictation = agency.profile_overrides.get("writing", {}).get("dictation", False)
    rest = {"name": agency.name, "version": agency.version, "feed_title": title, "dictation": dictation}
    rest["part2"] = agency.profile_overrides.get("part2", {}).get("in_force", False)
    return {**own, **rest}


def as_written(worker: Worker) -> dict[str, Any]:
    """What is known of a worker, to begin a `WorkerForm` with."""
    names = (
        "name",
        "title",
        "phone",
        "email",
        "languages",
        "area",
        "gender",
        "trained_on",
        "home_address",
        "home_postal_code",
    )
    return {**{name: getattr(worker, name) for name in names}, "share": worker.share}
