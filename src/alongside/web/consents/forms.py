"""What is typed about consents, telling, the address book and partners."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.consents.models import AnswerChoice, BasisChoice, EvidenceChoice, HowTold
from alongside.consents.operations.answering import Proof
from alongside.consents.rules import Answer, Basis, Evidence, Part2Elements, Without
from alongside.organisation.profile import Profile
from alongside.web.consents.addressees import Choices
from alongside.web.forms import DayField, HouseForm, OneOf, Pick

A_YEAR = timedelta(days=365)
"""How long a consent holds unless another day is written: asked again at least once a year."""
NAMED = (BasisChoice.CONSENT, BasisChoice.LAW, BasisChoice.EMERGENCY)
"""What somebody who tells may rest on. The others belong to what the program itself sends or hands out."""
PART2_FIELDS = ("discloser", "told_of_withdrawing", "ends_when", "signed_by", "signed_on")


class Many(forms.MultipleChoiceField):
    """Several of the profile's categories."""

    widget = forms.CheckboxSelectMultiple


class AnswerForm(HouseForm):
    """What the person says about telling somebody."""

    answer = OneOf(AnswerChoice, label=_("May we tell them?"))
    to = Pick(required=False, label=_("Whom it is about"))
    new_name = forms.CharField(
        required=False,
        max_length=200,
        label=_("Or someone who is not in the list yet"),
        help_text=_("The name of the organisation or the person. It goes into the address book."),
    )
    new_kind = Pick(required=False, label=_("What kind of place it is"))
    categories = Many(
        required=False,
        label=_("What it is about"),
        help_text=_("A no without a choice is a no to everything."),
    )
    purpose = Pick(required=False, label=_("What for"))
    said_on = DayField(label=_("Said on"))
    ends_on = DayField(
        required=False, label=_("Until"), help_text=_("The first day on which it holds no more.")
    )
    evidence = OneOf(EvidenceChoice, label=_("How we know what they said"))
    paper = forms.CharField(required=False, max_length=200, label=_("Where the signed paper is"))
    witness = forms.CharField(required=False, max_length=200, label=_("Who else heard it"))
    explained_in = forms.CharField(
        required=False, max_length=40, label=_("Language in which we explained it")
    )
    note = forms.CharField(required=False, max_length=300, label=_("What is good to know"))
    discloser = forms.CharField(required=False, max_length=200, label=_("Who tells (42 CFR 2.31)"))
    told_of_withdrawing = forms.BooleanField(
        required=False, label=_("We have said that it can be withdrawn, and how")
    )
    ends_when = forms.CharField(required=False, max_length=200, label=_("Or: with what it ends"))
    signed_by = forms.CharField(required=False, max_length=200, label=_("Signed by"))
    signed_on = DayField(required=False, label=_("Signed on"))

    def __init__(self, *args: Any, viewer: Actor, profile: Profile, choices: Choices, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "answer": "yes",
            "said_on": viewer.today,
            "ends_on": viewer.today + A_YEAR,
            "evidence": "signed",
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.choices = choices
        self.fields["to"].choices = choices.options()  # type: ignore[attr-defined]
        _offer(self.fields["new_kind"], profile.recipient_kinds.for_form(language))
        _offer(self.fields["purpose"], profile.telling_purposes.for_form(language))
        self.fields["categories"].choices = profile.information.for_form(language)  # type: ignore[attr-defined]
        if not profile.part2.in_force:
            for name in PART2_FIELDS:
                del self.fields[name]

    @property
    def proof(self) -> Proof:
        """How we know."""
        said = self.cleaned_data
        return Proof(
            Evidence(said["evidence"]),
            said["said_on"],
            said["paper"],
            said["witness"],
            said["explained_in"],
            Part2Elements(**{name: said[name] for name in PART2_FIELDS})
            if "discloser" in said
            else Part2Elements(),
        )

    @property
    def said(self) -> dict[str, Any]:
        """What `record_answer` takes beside the one it is about and how we know."""
        said = self.cleaned_data
        return {
            "answer": Answer(said["answer"]),
            "purpose": said["purpose"],
            "categories": frozenset(said["categories"]),
            "ends_on": said["ends_on"] if said["answer"] == Answer.YES else None,
            "note": said["note"],
        }


class WithdrawForm(HouseForm):
    """The person takes it back."""

    how = forms.CharField(
        required=False,
        max_length=300,
        label=_("What they said, and to whom"),
        help_text=_("Nobody needs a reason."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class BasisForm(HouseForm):
    """Whom something is told, what for, and why it may be told."""

    to = Pick(label=_("To whom"))
    purpose = Pick(label=_("What for"))
    basis = OneOf(
        [(one.value, one.label) for one in BasisChoice if one in NAMED],
        label=_("Why it may be told"),
    )
    law = Pick(required=False, label=_("Which law"))
    why = forms.CharField(
        required=False,
        max_length=300,
        label=_("Why it is needed without consent"),
        help_text=_("For a law or a danger. It stands in the ledger, and the person may read it."),
    )

    def __init__(self, *args: Any, viewer: Actor, profile: Profile, choices: Choices, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "basis": "consent",
            "purpose": profile.telling_purposes[0].key,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.choices, self.viewer, self.profile = choices, viewer, profile
        self.fields["to"].choices = choices.options(kinds=False)  # type: ignore[attr-defined]
        _offer(self.fields["purpose"], profile.telling_purposes.for_form(language))
        laws = [
            (
                one.key,
                one.label.in_(language)
                if one.verified
                else gettext("%(law)s (to be verified by the agency)") % {"law": one.label.in_(language)},
            )
            for one in profile.telling_bases
            if one.holds_on(viewer.today)
        ]
        _offer(self.fields["law"], laws)

    @property
    def without(self) -> Without | None:
        """The basis, where it is not a consent. A law is looked up anew when something is told."""
        said = self.cleaned_data
        if said["basis"] == Basis.CONSENT:
            return None
        law = self.profile.telling_bases.get(said["law"]) if said["basis"] == Basis.LAW else None
        return Without(Basis(said["basis"]), law.key if law else "", bool(law and law.part2))


class TellForm(BasisForm):
    """Something that was told aloud."""

    what = forms.CharField(max_length=300, label=_("What was told, in a line"))
    categories = Many(label=_("What it was about"))
    how = OneOf([(HowTold.SPOKEN.value, HowTold.SPOKEN.label)], widget=forms.HiddenInput, required=False)

    field_order = ("to", "what", "categories", "purpose", "basis", "law", "why")

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, profile=profile, **kwargs)
        self.fields["categories"].choices = profile.information.for_form(get_language() or "en")  # type: ignore[attr-defined]
        del self.fields["how"]


class ShareForm(BasisForm):
    """Which document goes to whom, and how it is set."""

    document = OneOf(label=_("What is shared"))
    language = OneOf(list(settings.LANGUAGES), label=_("Language of the paper"))
    large = forms.BooleanField(required=False, label=_("Large type"))

    field_order = ("to", "purpose", "document", "language", "large", "basis", "law", "why")

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = documents  # type: ignore[attr-defined]


class WrongForm(HouseForm):
    """A line of the ledger was entered in error."""

    why = forms.CharField(max_length=300, label=_("What was wrong"))


class RecipientForm(HouseForm):
    """Someone of the address book."""

    name = forms.CharField(max_length=200, label=_("Name"))
    kind = Pick(label=_("What kind of place it is"))
    contact = forms.CharField(required=False, max_length=200, label=_("Whom to ask for there"))
    phone = forms.CharField(required=False, max_length=40, label=_("Telephone"))
    address = forms.CharField(required=False, max_length=300, label=_("Address"))
    retired = forms.BooleanField(required=False, label=_("Do not offer it any more"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, profile: Profile, fresh: bool = False, kept: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("kind", profile.recipient_kinds, keep=kept)
        if fresh:
            del self.fields["retired"], self.fields["version"]


class PartnerForm(HouseForm):
    """An account for someone of a recipient."""

    recipient = Pick(label=_("Of which organisation"))
    name = forms.CharField(max_length=200, label=_("Name"))
    username = forms.CharField(
        max_length=150,
        label=_("Signs in as"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    email = forms.EmailField(required=False, max_length=200, label=_("E-mail"))

    def __init__(self, *args: Any, recipients: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["recipient"], recipients)


def _offer(field: forms.Field, pairs: list[tuple[str, str]]) -> None:
    assert isinstance(field, Pick)
    field.offer(list(pairs))
