"""The report: one file that asks for nothing, reads in order, and says what was found."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from experiments.compare import compare
from experiments.findings.comparison import Comparison
from experiments.findings.narrative import CAUTION, by_luck, ground, grouped, headline, opening
from experiments.report.html import element
from experiments.report.network import panels
from experiments.report.page import page
from simulation.measures import MEASURES
from simulation.scenario import Scenario
from tests.places import lonely, small, village

VOID = {"meta", "br", "img", "link"}
COMMAND = "allied compare a b --set place.people=-5"


class Page(HTMLParser):
    """Reads a page, and complains where elements do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def all_of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def titled(title: str, **changes: object) -> Scenario:
    return small(village(), pack__title=title, **changes)


@pytest.fixture(scope="module")
def found() -> Comparison:
    changed = titled("Sharper", commissioning__target_weight=2.0, commissioning__overhead=0.3)
    return compare([titled("As it was"), changed], replicates=3, jobs=1)


@pytest.fixture(scope="module")
def report(found: Comparison) -> Page:
    return Page(page(found, COMMAND))


def test_it_asks_nothing_of_the_network(found: Comparison) -> None:
    text = page(found, COMMAND)
    assert not re.search(r"<(script|link|img|iframe|object|embed)\b|@import|url\((?!#)", text)
    addresses = set(re.findall(r"https?://[^\s\"'<>]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_the_same_results_make_the_same_page(found: Comparison) -> None:
    assert page(found, COMMAND) == page(found, COMMAND)


def test_it_is_in_english_and_fits_small_screens(report: Page) -> None:
    assert report.all_of("html") == [{"lang": "en-GB"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in report.all_of(
        "meta"
    )


def test_headings_are_in_order_and_names_are_unique(report: Page) -> None:
    levels = [int(tag[1]) for tag, _ in report.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [attributes["id"] for _, attributes in report.elements if "id" in attributes]
    assert len(names) == len(set(names))


def test_no_line_ends_between_a_number_and_its_per_cent() -> None:
    assert (
        element("p", "2 % of 25, 95 % sure")
        == "<p>2\N{NO-BREAK SPACE}% of 25, 95\N{NO-BREAK SPACE}% sure</p>"
    )


def test_references_inside_figures_lead_somewhere(found: Comparison) -> None:
    text = page(found, COMMAND)
    wanted = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    assert wanted <= set(re.findall(r'\bid="([^"]+)"', text))


def test_every_figure_is_described_and_every_table_has_a_caption(report: Page) -> None:
    figures = report.all_of("svg")
    assert len(figures) == 9
    assert all(figure["role"] == "img" and figure["aria-label"] for figure in figures)
    assert len(report.all_of("caption")) == len(report.all_of("table"))
    assert all("scope" in cell for cell in report.all_of("th"))


def test_what_is_wide_scrolls_by_itself_and_can_be_reached_by_keyboard(report: Page) -> None:
    scrolling = [a for a in report.all_of("div") if a.get("class") == "scroll"]
    networks = [a for a in scrolling if a["aria-label"].startswith("Figure: ")]
    assert len(networks) == 3
    assert len(scrolling) == len(report.all_of("table")) + len(networks)
    assert all(a["tabindex"] == "0" and a["aria-label"] for a in scrolling)


def test_it_says_what_was_found_and_what_it_is_not_for(report: Page, found: Comparison) -> None:
    names = ["As it was", "Sharper"]
    for sentence in (headline(found, names), *by_luck(grouped(found)), *ground(found, names)):
        assert sentence.replace(" -", " −").replace("(-", "(−") in report.text
    for group, each in grouped(found).items():
        listed = " ".join(f"{label} ({note})" if note else label for label, note in each)
        assert f"{opening(group, 'Sharper')} {listed}" in report.text
    assert CAUTION in report.text
    assert "Decisions about individuals" in report.text


def test_it_shows_all_measures_the_levers_that_differ_and_the_assumptions(report: Page) -> None:
    for measure in MEASURES.values():
        assert measure.label in report.text
        assert measure.unit.replace("-0.5", "−0.5") in report.text
    for key in ("commissioning.target_weight", "commissioning.overhead", "service.clinic.helps"):
        assert key in report.text
    assert "an assumption, to be varied" in report.text
    assert "F63" in report.text


def test_it_says_how_to_get_the_numbers_again(report: Page) -> None:
    assert COMMAND in report.text
    assert "1, 2, 3" in report.text
    assert "numpy" in report.text


def test_what_a_file_says_is_shown_and_never_obeyed() -> None:
    title = '<script>alert(1)</script> & "$x$" 人'
    text = page(compare([titled(title), titled("B")], replicates=2, jobs=1), COMMAND)
    assert "<script" not in text
    assert title in Page(text).text


def test_titles_that_are_alike_give_way_to_labels() -> None:
    text = Page(page(compare([titled("A"), titled("A")], replicates=2, jobs=1), COMMAND)).text
    assert "scenario and scenario (2) compared" in text
    assert "They do not differ in anything that is simulated." in text


@pytest.mark.parametrize(
    ("scenarios", "replicates"),
    [
        ([titled("A"), titled("B")], 1),
        ([titled("A"), titled("B", run__weeks=40), titled("C", place__people=30)], 2),
        ([small(lonely()), small(lonely(), run__weeks=0)], 2),
        ([small(lonely(), place__people=0)] * 2, 2),
        ([titled("A" * 300), titled("B " * 150)], 2),
    ],
    ids=["one replicate", "three scenarios", "no weeks", "nobody", "long titles"],
)
def test_every_comparison_has_a_report(scenarios: list[Scenario], replicates: int) -> None:
    found = compare(scenarios, replicates, jobs=1)
    report = Page(page(found, COMMAND))
    networks = len(panels(found, found.labels)) if "Who refers to whom" in report.text else 0
    assert len(report.all_of("svg")) == 6 + networks
