"""Why a whole file is refused, and what a sheet cannot do now. What is wrong with a row is in `problems`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError

LIMIT_MB = 10
MOST_ROWS = 60_000
MOST_COLUMNS = 150


class SheetRefused(DomainError):
    """The file cannot be read at all."""

    code = "sheet_unreadable"
    message = _(
        "This is not a spreadsheet we can read. Save it as .xlsx or .csv in your spreadsheet program, then try again."
    )


class SheetOfOldKind(SheetRefused):
    code = "sheet_of_old_kind"
    message = _("This is an older kind of file (.xls or .ods). Save it as .xlsx, then try again.")


class SheetLocked(SheetRefused):
    code = "sheet_locked"
    message = _("This file opens only with a password. Save a copy without one, then try again.")


class SheetEmpty(SheetRefused):
    code = "sheet_empty"
    message = _("There are no rows in this file. The first row names the columns; the rows come below.")


class SheetTooLarge(SheetRefused):
    code = "sheet_too_large"
    message = _(
        "This file is too large: at most %(megabytes)d MB, %(rows)d rows and %(columns)d columns. "
        "Make several files of it."
    )

    def __init__(self) -> None:
        super().__init__(megabytes=LIMIT_MB, rows=MOST_ROWS, columns=MOST_COLUMNS)


class SheetTooSlow(SheetRefused):
    code = "sheet_too_slow"
    message = _("Reading this file takes too long. Copy the rows into a new spreadsheet, then try again.")


REFUSALS = {
    kind.code: kind
    for kind in (SheetRefused, SheetOfOldKind, SheetLocked, SheetEmpty, SheetTooLarge, SheetTooSlow)
}


class SheetBusy(DomainError):
    code = "sheet_busy"
    message = _("This file is being worked on. Wait until it is done, or stop it first.")


class ColumnMissing(DomainError):
    """A field that every row needs has no column."""

    code = "sheet_column_missing"
    message = _("Choose a column for: %(fields)s.")


class ColumnTwice(DomainError):
    """One column cannot be two fields."""

    code = "sheet_column_twice"
    message = _("One column was chosen twice: %(heading)s.")
