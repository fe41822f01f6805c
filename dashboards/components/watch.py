"""The two networks of services with the people among them, played in the browser."""

import solara


@solara.component_vue("watch.vue", vuetify=False)
def Watch(spec: str = "{}") -> None:
    """What ``state.trace`` made, sent once; nothing is asked of the server while it plays."""
