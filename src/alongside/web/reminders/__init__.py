"""The page on which a person's wish to be reminded is kept, and what became of the last reminders."""
