"""Signing in through the identity provider of an agency (OpenID Connect)."""
