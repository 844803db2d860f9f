"""What the rules of documents say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NothingInTheFile(DomainError):
    """A file without a byte in it."""

    code = "nothing_in_the_file"
    message = _("The file is empty.")


class FileTooLarge(DomainError):
    """More than an installation takes."""

    code = "file_too_large"
    message = _(
        "The file is larger than %(megabytes)s MB. Scan it in grey or in fewer pages, or photograph it."
    )


class FileKindNotTaken(DomainError):
    """Not on the list of what we take."""

    code = "file_kind_not_taken"
    message = _(
        "We take PDF, pictures (JPEG, PNG, WebP), plain text, and documents of Word, Excel and LibreOffice "
        "(.docx, .xlsx, .odt). Save or print it as PDF, then choose it again."
    )


class PictureOfAPhone(DomainError):
    """HEIC and AVIF, which an iPhone keeps."""

    code = "picture_of_a_phone"
    message = _(
        "This picture is in the iPhone’s own format (HEIC). Take it from this page with “Take a picture”, or choose "
        "Settings, Camera, Formats, Most Compatible on the phone."
    )


class NameSaysOtherwise(DomainError):
    """Extension and content do not agree."""

    code = "name_says_otherwise"
    message = _(
        "The name ends in “%(extension)s”, but the file is %(kind)s. Find the right file, or name it right."
    )


class FileDamaged(DomainError):
    """It begins as what it says it is, and does not go on like it."""

    code = "file_damaged"
    message = _(
        "The file is damaged or not what it says it is. Open it, save or print it as PDF, then choose it again."
    )


class PictureTooLarge(DomainError):
    """More pixels than can be drawn anew within bounds."""

    code = "picture_too_large"
    message = _(
        "The picture has more than %(megapixels)s million pixels. Make it smaller, or photograph it again."
    )


class HoldsMacros(DomainError):
    """An office document that carries a program."""

    code = "holds_macros"
    message = _(
        "This document holds macros: a program. Save it without, or print it as PDF, then choose it again."
    )


class FoundHarmful(DomainError):
    """The scanner of the installation said no."""

    code = "found_harmful"
    message = _(
        "The virus scanner stopped this file. Do not open it; tell those who look after your computers."
    )


class ScannerSilent(DomainError):
    """The scanner gave no answer: what was not looked at is not taken."""

    code = "scanner_silent"
    message = _("The virus scanner does not answer, so the file was not taken. Try again in a few minutes.")


class WithoutATitle(DomainError):
    """A document has a title one finds it by."""

    code = "without_a_title"
    message = _("Write a title, such as “Decision about housing support”.")


class DatedInTheFuture(DomainError):
    """Nothing has come or gone out on a day to come."""

    code = "dated_in_the_future"
    message = _("This day has not come yet.")


class NotOfThisPerson(DomainError):
    """The course is somebody else's."""

    code = "not_of_this_person"
    message = _("This course belongs to somebody else.")


class EnteredInErrorAlready(DomainError):
    """It is struck through; nothing is added to it."""

    code = "entered_in_error_already"
    message = _("This document was entered in error. Attach the right one anew.")


class NotSigned(DomainError):
    """Said aloud, or withdrawn: there is no paper to it."""

    code = "consent_not_signed"
    message = _("Only what was signed has a signed paper. Write down anew what was signed, then attach it.")


class OfAnotherPerson(DomainError):
    """The consent and the document are about two people."""

    code = "signed_paper_of_another_person"
    message = _("This document is about somebody else. Choose one of theirs.")


class ErrorWithoutReason(DomainError):
    """Striking something says why."""

    code = "error_without_reason"
    message = _("Write in a few words what was wrong.")
