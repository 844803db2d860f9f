"""What ready words hold: an operation refuses national numbers in them."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.phrases.models import NoteTemplate, Phrase

classify(Phrase, open="shortcut text", kept_for=Purpose.TEXTS)
classify(NoteTemplate, open="key title body kinds retired", kept_for=Purpose.TEXTS)
