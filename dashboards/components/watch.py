"""The two networks of services with the people among them, played in the browser."""

import solara


@solara.component_vue("watch.vue", vuetify=False)
def Watch(spec: str = "{}") -> None:
    """Plays what ``state.trace`` made; it is sent once, and playing needs no server."""
