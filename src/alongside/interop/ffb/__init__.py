"""FFB: the Danish order from an authority (*VUM-bestilling*) in, and the FFB delivery report in and out.

Owns: the FFB code lists, reading a file into plain dataclasses, writing a delivery report from them.
Words: *delivery* (one file about one citizen), *order message* (KL messaging, event `ffb-order`), *delivery report*
(KL reporting, a snapshot without free text), *problem* (one element that breaks one rule), *withdrawn* (KL's
"entered in error").
Invariants: a file is read whole or refused whole, with every problem named; reading and writing know no database, no
clock and no network; what we write, we can read back unchanged.

Start at `reading.read_delivery` and `writing.write_report`; `records` says what a delivery holds.
"""
