"""New referrals: the board, one referral with its decision, and who could walk with the person."""
