"""How runs are made: jobs, the pool and the cluster they run on, their keys and summaries."""
