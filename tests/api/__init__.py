"""Tests of the API client; they need nothing of Home Assistant."""
