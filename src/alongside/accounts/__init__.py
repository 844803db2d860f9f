"""Who is signed in.

Owns: user accounts. Signing in with a password is django-allauth's work; second factors, sessions, proofs and
slowing tries down are done here.

Invariants: accounts are opened by an administrator, never by signing up; a user is never deleted, only made
inactive, because the trail names them.
"""
