"""The pages of acts that take two people: what waits, one request, and asking."""
