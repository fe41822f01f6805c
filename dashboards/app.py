"""The pages and their addresses."""

import solara

from .components.frame import Layout
from .pages import about, compare, guide, life, matters, report, start, watch, workshop

routes = [
    solara.Route(path="/", component=start.Page, layout=Layout, label="Start"),
    solara.Route(path="compare", component=compare.Page, label="Compare"),
    solara.Route(path="life", component=life.Page, label="A life"),
    solara.Route(path="watch", component=watch.Page, label="Watch it happen"),
    solara.Route(path="matters", component=matters.Page, label="What matters most"),
    solara.Route(path="workshop", component=workshop.Page, label="Workshop"),
    solara.Route(path="guide", component=guide.Page, label="Facilitator's guide"),
    solara.Route(path="screen", component=workshop.Screen, label="Second screen"),
    solara.Route(path="report", component=report.Page, label="Report"),
    solara.Route(path="about", component=about.Page, label="About"),
]
