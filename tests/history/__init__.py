"""Tests of the past: what is fetched, kept and made of it."""
