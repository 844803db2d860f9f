"""What is typed about a referral."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.rules import RHYTHM_DAYS
from alongside.organisation.choices import Choice, Criterion
from alongside.organisation.profile import Profile
from alongside.people.models import Person, Sex
from alongside.referrals.models import Answer, CriterionAnswer, DecisionOutcome, ProviderWish
from alongside.referrals.queries import bases_for_a_decision
from alongside.web.forms import DayField, HouseForm, OneOf, Pick, read_day
from alongside.web.sameness.words import Alike

SOMEONE_NEW = "new"
OF_THE_PERSON = (
    "called_name",
    "given_name",
    "family_name",
    "birth_date",
    "sex",
    "language",
    "interpreter_needed",
    "phone",
    "whereabouts",
    "city",
)
OF_THE_REFERRAL = ("source_text", "case_number", "wishes", "reason", "diagnosis_text", "answer_due_on")


def _words(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class ReferralForm(HouseForm):
    """Who it is about, what they wish, who asks. A nickname and a place are enough."""

    argument_fields = {"value": "number", "received_at": "received_on"}

    wishes = forms.CharField(
        label=_("What they wish, in their own words"),
        help_text=_("As they said it. Leave it empty when nobody has asked them yet."),
        widget=_words(3),
        required=False,
    )
    called_name = forms.CharField(
        label=_("What people call them"),
        help_text=_("A nickname is enough."),
        max_length=100,
        required=False,
    )
    whereabouts = forms.CharField(
        label=_("Where they can be found"),
        help_text=_("A street, a shelter, a bench."),
        max_length=200,
        required=False,
    )
    given_name = forms.CharField(label=_("First name"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Last name"), max_length=100, required=False)
    birth_date = DayField(label=_("Born"), required=False)
    sex = Pick(Sex, label=_("Sex"), blank=_("Not asked"), required=False)
    number_kind = Pick(label=_("Kind of number"), required=False)
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    city = forms.CharField(label=_("Town"), max_length=100, required=False)
    language = forms.CharField(label=_("Language they speak best"), max_length=40, required=False)
    interpreter_needed = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    source = Pick(label=_("Who asks us"))
    source_text = forms.CharField(
        label=_("Name, and how to reach them again"),
        help_text=_("Such as “Havnely, Lone on 55 50 01 80”."),
        max_length=200,
        required=False,
    )
    received_on = DayField(label=_("When they asked"))
    answer_due_on = DayField(
        label=_("Answer by"),
        help_text=_("Leave it empty for the usual time."),
        required=False,
    )
    case_number = forms.CharField(label=_("Case number"), max_length=100, required=False)
    reason = forms.CharField(label=_("Why they ask for ICM"), widget=_words(4), required=False)
    diagnosis_text = forms.CharField(
        label=_("Diagnoses, as they were told to us"), widget=_words(2), required=False
    )

    def __init__(
        self, *args: Any, profile: Profile, today: date, correcting: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.systems = {system.key: system.system for system in profile.identifier_systems}
        number_kind, source = self.fields["number_kind"], self.fields["source"]
        assert isinstance(number_kind, Pick)
        assert isinstance(source, Pick)
        number_kind.choices = _in_words(profile.identifier_systems)
        source.offer(profile.referral_sources, keep=str(self.initial.get("source", "")))
        self.fields["received_on"].initial = today
        if correcting:
            del self.fields["received_on"]
            for version in ("version", "person_version"):
                self.fields[version] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def said(self) -> dict[str, Any]:
        """What is known of the person."""
        said = {name: self.cleaned_data[name] for name in OF_THE_PERSON}
        return {**said, "sex": said["sex"] or Sex.UNKNOWN}

    @property
    def asked(self) -> dict[str, Any]:
        """What the referral says. Without a day of its own, the answer is due after the usual time."""
        asked = {name: self.cleaned_data[name] for name in OF_THE_REFERRAL}
        if asked["answer_due_on"] is None:
            del asked["answer_due_on"]
        return asked

    @property
    def typed_number(self) -> tuple[str, str] | None:
        """(identifier system, number), when one was typed."""
        number = self.cleaned_data["number"]
        return (self.systems[self.cleaned_data["number_kind"]], number) if number else None

    def received_at(self, now: datetime) -> datetime:
        """Now for today, the beginning of the day for an earlier one."""
        day: date = self.cleaned_data["received_on"]
        return now if day == localtime(now).date() else datetime.combine(day, time(), get_current_timezone())


class ManyFiles(forms.ClearableFileInput):
    """A file box in which several can be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file, each checked.

        Raises:
            ValidationError: there is none.
        """
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in files or [None]]


class OrderFilesForm(HouseForm):
    """Order files of the authority."""

    files = FilesField(  # type: ignore[assignment] # Django's metaclass takes fields off the class
        label=_("Order files"),
        help_text=_("FFB orders and reports, as the authority sends them. Several at once are fine."),
        widget=ManyFiles(attrs={"accept": ".json,application/json,application/fhir+json"}),
        allow_empty_file=True,
    )


class SameForm(HouseForm):
    """Whether the person is here already."""

    same = OneOf(label=_("Is it one of them?"))

    def __init__(self, *args: Any, people: Sequence[Alike], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [
            (str(one.person.pk), gettext("Yes, %(name)s") % {"name": one.person.full_name}) for one in people
        ]
        self.fields["same"].choices = [*choices, (SOMEONE_NEW, _("No, someone new"))]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Asked:
    """One criterion as a row of the form."""

    criterion: Criterion
    label: str
    hint: str
    answer: BoundField
    evidence: BoundField


class CriteriaForm(HouseForm):
    """Is this the right support? Each question with what the answer rests on."""

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = profile.criteria
        language = get_language() or "en"
        for criterion in self.criteria:
            label = criterion.label.in_(language)
            self.fields[f"answer_{criterion.key}"] = OneOf(
                Answer, label=label, initial=Answer.UNKNOWN, required=False
            )
            self.fields[f"evidence_{criterion.key}"] = forms.CharField(
                label=gettext("What it rests on: %(question)s") % {"question": label},
                required=False,
                widget=forms.TextInput(attrs={"placeholder": gettext("What it rests on")}),
            )

    def rows(self) -> Iterator[Asked]:
        """The questions in the order they are talked about."""
        language = get_language() or "en"
        for criterion in self.criteria:
            yield Asked(
                criterion=criterion,
                label=criterion.label.in_(language),
                hint=criterion.hint.in_(language) if criterion.hint else "",
                answer=self[f"answer_{criterion.key}"],
                evidence=self[f"evidence_{criterion.key}"],
            )

    @property
    def answers(self) -> dict[str, tuple[Answer, str]]:
        """The answers, as `answer_criteria` takes them. What nobody has touched is left out."""
        found = {}
        for criterion in self.criteria:
            answer = Answer(self.cleaned_data[f"answer_{criterion.key}"] or Answer.UNKNOWN)
            evidence = self.cleaned_data[f"evidence_{criterion.key}"]
            if answer != Answer.UNKNOWN or evidence or f"answer_{criterion.key}" in self.initial:
                found[criterion.key] = (answer, evidence)
        return found


def as_answered(answers: Sequence[CriterionAnswer]) -> dict[str, str]:
    """The answers as they stand, to begin a `CriteriaForm` with."""
    found = {}
    for answer in answers:
        found[f"answer_{answer.criterion}"] = answer.answer
        found[f"evidence_{answer.criterion}"] = answer.evidence
    return found


class DecisionForm(HouseForm):
    """The answer to a referral."""

    outcome = OneOf(DecisionOutcome, label=_("The answer"))
    legal_basis = Pick(label=_("Legal basis"), required=False)
    provider_wish = Pick(ProviderWish, label=_("Their wish for provider"))
    provider_wish_reason = forms.CharField(
        label=_("Why the wish was not followed"),
        help_text=_("They have a right to know it (SEL § 85 a (2))."),
        widget=_words(2),
        required=False,
    )
    destination = Pick(
        label=_("Where they go from here"),
        help_text=_("For a no, or when another support fits better."),
        required=False,
    )
    destination_text = forms.CharField(
        label=_("More about it"),
        help_text=_("Such as who has said they will take over, and when."),
        max_length=200,
        required=False,
    )
    reason = forms.CharField(widget=_words(4))
    decided_on = DayField(label=_("Day of the decision"))

    def __init__(self, *args: Any, profile: Profile, person: Person, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = gettext("Why, in words %(name)s can read") % {"name": person.first_name}
        self.fields["decided_on"].initial = today
        day = read_day(str(self.data.get("decided_on", "") or self.initial.get("decided_on", ""))) or today
        basis, destination = self.fields["legal_basis"], self.fields["destination"]
        assert isinstance(basis, Pick)
        assert isinstance(destination, Pick)
        chosen = str(self.data.get("legal_basis", "") or self.initial.get("legal_basis", ""))
        in_force = bases_for_a_decision(profile, day)
        keep = chosen if profile.legal_bases.get(chosen) else ""
        basis.choices = [("", basis.blank), *_in_words(in_force)]
        if keep and keep not in {one.key for one in in_force}:
            basis.choices = [*basis.choices, *_in_words([profile.legal_bases[keep]])]
        destination.offer(profile.destinations)


class AssignForm(HouseForm):
    """Beginning to walk together."""

    starts_on = DayField(label=_("From"))
    rhythm_days = forms.IntegerField(
        label=_("Days between meetings, at most"),
        help_text=_("To begin with; what you agree on goes first."),
        min_value=RHYTHM_DAYS[0],
        max_value=RHYTHM_DAYS[1],
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    income_basis = Pick(label=_("What they live on now"), blank=_("Not yet known"), required=False)
    reason = forms.CharField(
        help_text=_("Such as: they know each other, speak the same language, live near."),
        widget=_words(2),
        required=False,
    )
    over_norm_reason = forms.CharField(
        label=_("Why one more is right all the same"), widget=_words(2), required=False
    )

    def __init__(self, *args: Any, profile: Profile, worker: str, over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = gettext("Why %(worker)s") % {"worker": worker}
        self.let_choose(
            "income_basis", [pair for pair in _in_words(profile.income_bases) if pair[0] != "unknown"]
        )
        if not over:
            del self.fields["over_norm_reason"]


def _in_words(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(choice.key, choice.label.in_(language)) for choice in choices]
