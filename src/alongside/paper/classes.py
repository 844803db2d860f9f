"""What letters hold."""

from __future__ import annotations

from alongside.contacts.models import Amendment, Contact
from alongside.crisis.models import CrisisPlan
from alongside.enrolments.models import Enrolment
from alongside.housing.models import HousingStay
from alongside.kernel.data_classes import Door, Purpose, classify, leaves_by
from alongside.meetings.models import Attendee, Meeting, Paper
from alongside.network.models import NetworkMember
from alongside.organisation.models import Worker
from alongside.paper.models import Letter, Letterhead, LetterTemplate, Mailing, PaperWish
from alongside.people.models import Person, PersonIdentifier, Quote
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal
from alongside.referrals.orders import Participant
from alongside.reviews.models import DomainRating, GoalJudgement, Review

classify(Letterhead, open="name lines logo", kept_for=Purpose.TEXTS)
classify(PaperWish, personal="language large letters")
classify(LetterTemplate, open="key language name to subject body retired", kept_for=Purpose.TEXTS)
classify(Mailing, open="template_key made_at", personal="left_out", kept_for=Purpose.COURSE)
classify(
    Letter,
    open="agency_name template_key template_version",
    personal="written_at to recipient address_reason language large occasion digest",
    special="subject body part2",
    protected="address",
)

leaves_by(
    Door.PAPER,
    Person,
    PersonIdentifier,
    Quote,
    Worker,
    Participant,
    Enrolment,
    Plan,
    PlanVersion,
    Goal,
    SubGoal,
    Step,
    HousingStay,
    NetworkMember,
    CrisisPlan,
    Review,
    GoalJudgement,
    DomainRating,
    Contact,
    Amendment,
    Meeting,
    Paper,
    Attendee,
    Letter,
    Letterhead,
)
