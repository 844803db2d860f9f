"""Sign-in in the house's words; the rules of signing in are django-allauth's."""
