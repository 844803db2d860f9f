"""The person's page and what belongs to it: their words, who sees them, the story."""
