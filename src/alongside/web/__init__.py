"""The pages. They know HTTP, forms and words; no rule of the method is decided here."""
