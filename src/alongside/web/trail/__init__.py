"""The privacy officer's page: who did what, who looked, and whether the trail is whole."""
