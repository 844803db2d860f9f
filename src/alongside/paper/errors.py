"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class FieldsUnknown(DomainError):
    """A template names fields that no letter can be filled with."""

    code = "fields_unknown"
    message = _("We cannot fill in %(fields)s. Choose from the list of fields, or write it without braces.")


class FieldsLeft(DomainError):
    """A letter still has fields that nobody has filled in."""

    code = "fields_left"
    message = _("Still to be filled in: %(fields)s. Write what is to stand there, or take it out.")


class TextMissing(DomainError):
    """A letter and a template say something."""

    code = "text_missing"
    message = _("Write a few words.")


class TextTooLong(DomainError):
    """A letter is a letter."""

    code = "text_too_long"
    message = _("This is longer than a letter can be: at most %(most)d characters.")


class TemplateTaken(DomainError):
    """A template is there once in each language."""

    code = "template_taken"
    message = _("There is a template for this already in this language. Change that one.")


class TemplateUnknown(DomainError):
    """There is no such template any more."""

    code = "template_unknown"
    message = _("This template is not in use any more. Choose another.")


class LanguageUnknown(DomainError):
    """Paper is written in the languages the program speaks."""

    code = "language_unknown"
    message = _("Choose one of the languages in the list.")


class RecipientMissing(DomainError):
    """A letter is to somebody."""

    code = "recipient_missing"
    message = _("Write whom the letter is to.")


class ReasonMissing(DomainError):
    """What is protected is put on paper for a reason."""

    code = "reason_missing"
    message = _("Write why the protected address or the number has to be on the paper.")


class LogoUnreadable(DomainError):
    """The picture is not one we can draw anew."""

    code = "logo_unreadable"
    message = _("We cannot read this picture. Save it as PNG or as plain SVG without links, and try again.")


class LogoTooLarge(DomainError):
    """The picture is larger than paper needs."""

    code = "logo_too_large"
    message = _("The picture is too large: at most %(kilobytes)d KB and %(pixels)d pixels wide or high.")


class NobodyChosen(DomainError):
    """A run of letters is to somebody."""

    code = "nobody_chosen"
    message = _("Choose at least one person.")


class TooManyAtOnce(DomainError):
    """A run of letters is one file that someone prints."""

    code = "too_many_at_once"
    message = _("Choose at most %(most)d people at a time.")
