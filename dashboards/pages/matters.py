import solara


@solara.component
def Page():
    return solara.HTML(tag="h1", unsafe_innerHTML="matters")
