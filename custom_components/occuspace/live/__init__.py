"""The account now: its tree, its polls and one snapshot of it."""
