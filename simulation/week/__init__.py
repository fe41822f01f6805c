"""The week: ``schedule.py`` has it as a list; each process is a file in a folder here."""
