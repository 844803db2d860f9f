"""Consents, sharing, the ledger of what was told, and the partner's page."""
