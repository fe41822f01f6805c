"""The model: knows nothing of result files, processes or screens."""
