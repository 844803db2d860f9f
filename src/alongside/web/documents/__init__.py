"""Documents about a person: the list, attaching one, and giving it out."""
