"""The way to a service: who is on it, where it stands, and what happens next."""
