"""Lint the migrations: `python -m tools.lint_migrations`.

The linter must be an installed app to see the migrations; it is one only here, never where people work.
"""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.management import call_command

ON_PURPOSE = (
    # Takes a column away: what the search box looks through stood in every version, addresses of people under
    # protection with it.
    "0005_where_somebody_can_be_found",
    # Takes away a table that nothing has ever written to.
    "0005_no_line_ever_goes",
    # Encrypt a column: SQLite writes the table anew, with the constraints it had.
    "0002_places_are_closed",
    "0004_addresses_are_closed",
    "0002_what_was_said_is_closed",
    "0005_notes_are_closed",
    # Adds columns with a rule between them: SQLite writes the table anew, with the constraints it had.
    "0003_day_out",
)


def main() -> None:
    """Run the linter over our own migrations."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "django_migration_linter"]
    django.setup()
    ours = [app.removeprefix("alongside.") for app in settings.INSTALLED_APPS if app.startswith("alongside.")]
    # An initial migration meets an empty database: nothing in it can lock or lose anything. And the service stands
    # still while tables change, so no older program meets a column it does not fill (NOT_NULL).
    call_command(
        "lintmigrations",
        include_apps=ours,
        ignore_initial_migrations=True,
        exclude_migration_tests=["NOT_NULL"],
        ignore_name=ON_PURPOSE,
        quiet=["ok", "ignore"],
        no_cache=True,
    )


if __name__ == "__main__":
    main()
