"""Repair issues of an account."""
