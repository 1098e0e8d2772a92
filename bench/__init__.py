"""The benchmarks of `script/bench`."""
