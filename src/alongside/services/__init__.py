"""The directory of local offers: where one can go, what it asks for, and when somebody last made sure.

Owns: providers, their services, and who of those who work here knows a service. Nothing in it is about a person we
walk with.

Words: a *provider* is an organisation; a *service* is one thing it offers; the *clock* of a service says when it must
be checked again (`directory.check_after_days` of the profile). `rest` holds what came with a file in the Human Services
Data Specification and has no field here, so that a file written by us gives it back (`interop.hsds`).
"""
