"""The directory of services: found, read, checked, kept, and exchanged as files."""
