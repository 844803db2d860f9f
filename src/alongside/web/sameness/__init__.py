"""One person, one record: who may be the same, side by side, making one, and undoing it."""
