"""Live data of an account: location tree, polling and snapshots."""
