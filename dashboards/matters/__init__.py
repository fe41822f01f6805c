"""What matters most: each lever moved by itself, and where the alliance does not win.

The runs are made by ``python -m dashboards.matters`` and kept in ``dashboards/data/matters.json``.
"""
