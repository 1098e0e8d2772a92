"""The account's past: fetched once, kept as statistics, and told as what is usual."""
