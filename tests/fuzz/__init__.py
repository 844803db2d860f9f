"""Malformed requests to every route of the house, as people of three roles: nothing breaks, nothing leaks."""
