"""What letters hold."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.paper.models import Letter, Letterhead, LetterTemplate, Mailing, PaperWish

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
