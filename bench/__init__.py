"""What is measured, and how: run by `script/bench`."""
