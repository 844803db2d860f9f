"""Proof that nothing typed is lost: the server is killed again and again while people write. `make loss`."""
