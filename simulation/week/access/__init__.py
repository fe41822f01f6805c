"""How people reach services: asking, choosing a service, being referred, taken on, and waiting."""
