"""The dashboard: screens over ``experiments`` and ``simulation``, in a browser, with no internet.

Importing this package imports nothing else. ``allied dashboard`` starts it through ``serve``; what
needs the extra ``dashboard`` is imported there.
"""
