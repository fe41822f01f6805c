"""Many runs: comparisons, what they say in words, files and reports."""
