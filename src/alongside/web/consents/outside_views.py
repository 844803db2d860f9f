"""The address book of recipients, and the accounts of partners outside the house."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alongside.consents.models import PartnerAccount, Recipient
from alongside.consents.operations.outside import add_recipient, change_recipient, open_partner
from alongside.consents.queries import recipients
from alongside.kernel.drafts import new_key
from alongside.organisation.queries import profile_of
from alongside.web.consents.forms import PartnerForm, RecipientForm
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("recipients")
def address_book(request: HttpRequest) -> HttpResponse:
    """Whom the agency works with outside the house."""
    viewer = viewer_of(request)
    profile, language = profile_of(viewer.agency_id), get_language() or "en"
    rows = [
        (one, profile.recipient_kinds.label(one.kind, language))
        for one in recipients(viewer.agency_id, with_retired=True)
    ]
    return render(request, "consents/address_book.html", {"rows": rows})


@page("recipient.add")
def recipient_new(request: HttpRequest) -> HttpResponse:
    """Put someone into the address book."""
    viewer = viewer_of(request)
    form = RecipientForm(request.POST or None, profile=profile_of(viewer.agency_id), fresh=True)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            add_recipient(by=viewer, key=posted_key(request), **form.cleaned_data)
            return after(request, "address_book", said=_("Written down."))
    context = {"form": form, "key": posted_key(request) or new_key()}
    return render(request, "consents/recipient.html", context, status=422 if form.errors else 200)


@page("recipient.change")
def recipient(request: HttpRequest, recipient_id: UUID) -> HttpResponse:
    """Put right what the address book says of someone."""
    viewer = viewer_of(request)
    record = get_object_or_404(Recipient, pk=recipient_id, agency_id=viewer.agency_id)
    names = ("name", "kind", "contact", "phone", "address", "retired", "version")
    form = RecipientForm(
        request.POST or None,
        profile=profile_of(viewer.agency_id),
        kept=record.kind,
        initial={name: getattr(record, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_recipient(by=viewer, recipient=record, **form.cleaned_data)
            return after(request, "address_book", said=_("Put right."))
    context = {"form": form, "record": record}
    return render(request, "consents/recipient.html", context, status=422 if form.errors else 200)


@page("partner.list")
def partners(request: HttpRequest) -> HttpResponse:
    """Accounts of people outside the house, and opening one. No case is shown here."""
    viewer = viewer_of(request)
    book = [(str(one.pk), one.name) for one in recipients(viewer.agency_id)]
    form = PartnerForm(request.POST or None, recipients=book)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = get_object_or_404(Recipient, pk=said.pop("recipient"), agency_id=viewer.agency_id)
        with form.shows():
            account = open_partner(by=viewer, recipient=chosen, key=posted_key(request), **said)
            kept = _("The account is there. Hand its owner the link to open it.")
            return after(request, "worker", account.worker_id, said=kept, fragment="account")
    accounts = PartnerAccount.objects.filter(recipient__agency_id=viewer.agency_id)
    context = {
        "form": form,
        "accounts": accounts.select_related("worker", "recipient").order_by(
            "recipient__name", "worker__name"
        ),
        "key": posted_key(request) or new_key(),
    }
    return render(request, "consents/partners.html", context, status=422 if form.errors else 200)
