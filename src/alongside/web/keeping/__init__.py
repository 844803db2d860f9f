"""The pages on which records are kept and destroyed, and on which a person's own requests are answered."""
