"""Tests of the account now."""
