"""Tests of the cards in a browser, on a real Home Assistant process."""
