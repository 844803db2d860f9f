"""The directory of services as files of the Human Services Data Specification (HSDS 3.0, Open Referral).

A file is read whole or refused whole with every problem named. What we have a field for is read out of each document
and, when it has changed here, written back at the same place; all else stays in the document as it came.
"""
