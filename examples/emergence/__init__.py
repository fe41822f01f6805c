"""What emerges, and what does not: the runs behind docs/emergence.md.

    python -m examples.emergence gaming         one part of the page, 32 replicates
    python -m examples.emergence gaming 4       the same with 4, for a look

Parts: gaming, channels, blamed, alternatives, culture, coordination, copying, transitions.
"""
