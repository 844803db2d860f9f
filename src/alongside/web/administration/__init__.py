"""Who works in the house, and by which settings. No case is ever shown here."""
