"""What services and people feel: pressure, how support is given, what matters, facilitation."""
