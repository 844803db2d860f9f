"""The team page, and passing a person on to another case manager."""
