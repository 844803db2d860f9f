"""Says why somebody stands on a list, in whole sentences, and how long the silence is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from alongside.attention.queries import Companion, Walk
from alongside.attention.rules import (
    Appointment,
    Because,
    ComingOut,
    DueReview,
    DueStep,
    Reason,
    Silence,
    Sought,
    State,
)
from alongside.bridges.rules import Standing
from alongside.contacts.models import ContactKind
from alongside.enrolments.rules import Out
from alongside.housing.rules import DueThreat
from alongside.organisation.profile import Profile
from alongside.web import dates
from alongside.web.bridges.words import still_words
from alongside.web.rhythm import Rhythm, rhythm

MOST = 2
"""So many reasons are said; more would be a wall of text."""


def why(walk: Walk, now: datetime, *, me: UUID | None = None) -> list[str]:
    """The most pressing reasons, each a sentence in the reader's language.

    Args:
        now: where the work is done.
        me: the worker who reads it, and is "you".
    """
    return [sentence(reason, walk.who, walk.profile, now.date(), me=me) for reason in walk.reasons[:MOST]]


def why_sought(walk: Walk, now: datetime, *, me: UUID | None = None) -> str:
    """Since when we look for somebody and who acts; empty when nobody is missed."""
    sought = walk.who.sought
    return _of_outreach(sought, walk.who, walk.profile, now.date(), me) if sought is not None else ""


def strip(walk: Walk) -> Rhythm:
    """The rhythm strip with its words."""
    silence = walk.who.silence
    lead, rest = _how_long(silence)
    state = silence.state
    return rhythm(
        walk.days,
        state="silent" if state == State.SILENT else "quiet" if state == State.QUIET else "",
        lead=lead,
        rest=rest,
    )


def sentence(reason: Reason, who: Companion, profile: Profile, today: date, *, me: UUID | None = None) -> str:
    """One reason as a sentence."""
    if reason.because == Because.RANG_ON_CALL and reason.appointment is not None:
        return gettext("%(name)s talked with on call %(when)s, and nobody has been in touch since.") % {
            "name": who.first_name,
            "when": dates.spoken_moment(reason.appointment.at, today),
        }
    if reason.lost_home_on is not None:
        return gettext("%(name)s lost a home %(day)s, and we have not met since.") % {
            "name": who.first_name,
            "day": dates.spoken_day(reason.lost_home_on, today),
        }
    if reason.threat is not None:
        return _of_threat(reason.threat, who, profile, today)
    if reason.out is not None:
        return of_coming_out(reason.out, who.first_name, profile, today)
    if reason.sought is not None:
        return _of_outreach(reason.sought, who, profile, today, me)
    if reason.way is not None:
        return f"{reason.way.service}: {still_words(Standing(reason.way.standing), reason.way.days)}"
    if reason.appointment is not None:
        return _of_appointment(reason.because, reason.appointment, who, profile, today, me)
    if reason.step is not None:
        return _of_step(reason.because, reason.step, today)
    if reason.review is not None:
        return _of_review(reason.review, today)
    return _SAID[reason.because](reason, who)


def _of_step(because: Because, step: DueStep, today: date) -> str:
    if because == Because.STEP_LATE:
        return gettext("“%(step)s” was to be done by %(day)s.") % {
            "step": step.title,
            "day": dates.short_day(step.due_on, today),
        }
    return gettext("To be done today: “%(step)s”.") % {"step": step.title}


def _of_review(review: DueReview, today: date) -> str:
    late = (today - review.due_on).days
    if late > 0:
        return ngettext("The review is %(days)d day late.", "The review is %(days)d days late.", late) % {
            "days": late
        }
    return gettext("The review is due today.")


def _of_threat(threat: DueThreat, who: Companion, profile: Profile, today: date) -> str:
    said = {
        "name": who.first_name,
        "kind": profile.tenancy_threats.label(threat.kind, get_language() or "en"),
        "what": threat.what,
        "day": dates.spoken_day(threat.on, today),
    }
    if threat.what:
        return gettext("%(name)s’s home is at risk (%(kind)s): %(what)s, %(day)s.") % said
    return gettext("%(name)s’s home is at risk (%(kind)s). Something had to happen %(day)s.") % said


def _of_outreach(sought: Sought, who: Companion, profile: Profile, today: date, me: UUID | None) -> str:
    """Since when they are missed, who acts now, and what is agreed; where to look is on the thread's own page."""
    language = get_language() or "en"
    values = {
        "name": who.first_name,
        "day": dates.spoken_day(sought.missed_on, today),
        "rung": profile.outreach_rungs.label(sought.rung, language),
    }
    said = gettext("%(name)s was not there %(day)s, and we have not met since. %(rung)s.") % values
    if sought.next_on is None:
        return said
    agreed = {
        "try": profile.outreach_tries.label(sought.next_try, language),
        "who": gettext("you") if sought.next_worker_id == me else sought.next_worker,
        "day": dates.spoken_day(sought.next_on, today),
    }
    return said + " " + gettext("Next: %(try)s, %(who)s, by %(day)s.") % agreed


def of_coming_out(out: ComingOut, name: str, profile: Profile, today: date) -> str:
    """When somebody comes out of hospital, prison or treatment, and what is asked about it."""
    kind = profile.pause_kinds.get(out.kind)
    values = {
        "name": name,
        "what": kind.comes_out.in_(get_language() or "en") if kind and kind.comes_out else "",
        "who": out.day.said_by,
        "day": dates.spoken_day(out.day.on, today) if out.day.on else "",
        "before": dates.short_day(out.day.moved_from, today) if out.day.moved_from else "",
    }
    if out.state is Out.MOVED and out.day.on is None:
        return (
            gettext("%(what)s: no longer %(before)s, and nobody knows when. Call off what was arranged?")
            % values
        )
    return str(_COMING_OUT[out.state]) % values


_COMING_OUT: dict[Out, str | Promise] = {
    Out.UNKNOWN: gettext_lazy("Nobody has said yet when %(name)s comes out."),
    Out.ASK: gettext_lazy("Nobody has said yet when %(name)s comes out. Ask again?"),
    Out.AHEAD: gettext_lazy("%(what)s: %(day)s, says %(who)s."),
    Out.SOON: gettext_lazy("%(what)s: %(day)s, says %(who)s. What has to be ready?"),
    Out.MOVED: gettext_lazy("%(what)s: %(day)s and no longer %(before)s. Does what was arranged still hold?"),
    Out.PASSED: gettext_lazy("%(what)s was to be %(day)s. Is %(name)s out, or has the day moved?"),
}
"""What is said, and asked, about the day out."""


def _of_silence(reason: Reason, who: Companion) -> str:
    if reason.silence is not None and not reason.silence.met:
        return gettext("We have not met %(name)s yet.") % {"name": who.first_name}
    if reason.tries:
        return ngettext(
            "We have tried once since we met.",
            "We have tried %(times)d times since we met.",
            reason.tries,
        ) % {"times": reason.tries}
    if reason.because == Because.SILENT:
        return gettext("Nobody has tried to reach %(name)s in the last four weeks.") % {
            "name": who.first_name
        }
    return gettext("It is a little longer than we agreed with %(name)s.") % {"name": who.first_name}


def _of_trying(reason: Reason, who: Companion) -> str:
    return ngettext(
        "We have tried once without reaching %(name)s.",
        "We have tried %(times)d times in a row without reaching %(name)s.",
        reason.tries,
    ) % {"times": reason.tries, "name": who.first_name}


_SAID: dict[Because, Callable[[Reason, Companion], str]] = {
    Because.SILENT: _of_silence,
    Because.QUIET: _of_silence,
    Because.NOT_REACHED: _of_trying,
    Because.RESTING: lambda reason, who: (
        gettext("The course rests; %(name)s can always reach us.") % {"name": who.first_name}
    ),
    Because.NOTHING_PLANNED: lambda reason, who: gettext("Nothing is planned."),
}


def _of_appointment(
    because: Because,
    appointment: Appointment,
    who: Companion,
    profile: Profile,
    today: date,
    me: UUID | None,
) -> str:
    values = {
        "time": dates.clock(appointment.at),
        "when": dates.spoken_moment(appointment.at, today),
        "place": place_of(appointment, profile),
        "worker": appointment.worker_name,
        "name": who.first_name,
    }
    if because == Because.NOT_WRITTEN:
        return gettext("Planned for %(when)s, and nothing is written about it yet.") % values
    if because == Because.NEXT_APPOINTMENT:
        if values["place"]:
            return gettext("Next: %(when)s, %(place)s.") % values
        return gettext("Next: %(when)s.") % values
    if appointment.worker_id not in (None, me):
        if values["place"]:
            return gettext("%(worker)s sees %(name)s at %(time)s: %(place)s.") % values
        return gettext("%(worker)s sees %(name)s at %(time)s.") % values
    if appointment.kind == ContactKind.PHONE:
        return gettext("You talk on the phone at %(time)s.") % values
    if appointment.kind == ContactKind.MESSAGE:
        return gettext("You write at %(time)s.") % values
    if values["place"]:
        return gettext("You meet at %(time)s: %(place)s.") % values
    return gettext("You meet at %(time)s.") % values


def place_of(appointment: Appointment, profile: Profile) -> str:
    """Where: in the words that were written, else the kind of place. Nothing for a call or a message."""
    if appointment.place_text:
        return appointment.place_text
    place = profile.contact_places.get(appointment.place)
    if place is None or place.setting == "remote":
        return ""
    return place.label.in_(get_language() or "en")


def _how_long(silence: Silence) -> tuple[str, str]:
    """What stands out in the strip's line, and what follows it."""
    agreed = ngettext("agreed every day", "agreed every %(days)d days", silence.agreed_days) % {
        "days": silence.agreed_days
    }
    if not silence.met:
        return gettext("Not met yet"), agreed
    if silence.days == 0:
        return gettext("Met today"), agreed
    days = {"days": silence.days}
    since = ngettext(
        "since we met, agreed every day", "since we met, agreed every %(days)d days", silence.agreed_days
    ) % {"days": silence.agreed_days}
    if silence.state == State.SILENT:
        return ngettext("Silent: %(days)d day", "Silent: %(days)d days", silence.days) % days, since
    if silence.state == State.QUIET:
        return ngettext("Quiet: %(days)d day", "Quiet: %(days)d days", silence.days) % days, since
    lead = ngettext("%(days)d day", "%(days)d days", silence.days) % days
    return lead, gettext("since we met; the course rests") if silence.state == State.RESTING else since
