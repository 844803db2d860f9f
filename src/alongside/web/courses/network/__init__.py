"""Who is around a person, and their other plans."""
