"""How it goes: numbers about groups, for leads and evaluators."""
