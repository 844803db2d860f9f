"""Who is signed in.

Owns: user accounts. Signing in itself is django-allauth's work, locking out after wrong passwords django-axes'.

Invariants: accounts are opened by an administrator, never by signing up; a user is never deleted, only made
inactive, because the trail names them.
"""
