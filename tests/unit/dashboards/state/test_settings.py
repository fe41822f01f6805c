"""What the dashboard keeps in addresses: settings, files, talks; and the trail of undo."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.state.history import History
from dashboards.state.presentation import STEPS, Presentation, read_presentation
from dashboards.state.reproduce import reproduce_command
from dashboards.state.settings import (
    PLAIN,
    REPLICATES,
    Settings,
    Side,
    levers,
    read_settings,
    scenario,
)
from dashboards.state.upload import accept, unpack
from simulation.measures import MEASURES
from simulation.scenario import ScenarioError, load_scenario
from simulation.scenarios import shipped

NAMES = st.sampled_from(list(shipped()))


@st.composite
def sides(draw: st.DrawFn) -> Side:
    chosen = draw(st.lists(st.sampled_from(list(levers())), unique=True, max_size=4))
    changes = []
    for name in chosen:
        low, high = levers()[name].plausible or (0, 1)
        whole = levers()[name].type is int
        number = st.integers(int(low), int(high)) if whole else st.floats(low, high)
        changes.append((name, float(f"{draw(number):.10g}")))
    return Side(draw(NAMES), tuple(changes))


@given(sides(), sides(), st.sampled_from(list(MEASURES)), st.sampled_from(REPLICATES))
def test_settings_come_back_from_their_address(a: Side, b: Side, measure: str, runs: int) -> None:
    settings = Settings(a, b, measure, runs)
    found = read_settings(settings.query())
    assert found.settings == settings
    assert not found.problems


@given(st.text(max_size=80))
def test_any_address_gives_settings(query: str) -> None:
    assert read_settings(query).settings.a.base in shipped()
    assert read_presentation(query).step < len(STEPS)


def test_plain_levers_are_eight_and_known() -> None:
    assert len(PLAIN) == 8
    assert list(levers())[:8] == list(PLAIN)


def test_a_lever_put_back_is_no_change() -> None:
    side = Side("alliance").with_lever("pooled_share", 0.3, 0.6)
    assert side.changes == (("pooled_share", 0.3),)
    assert side.with_lever("pooled_share", 0.6, 0.6) == Side("alliance")


def test_a_file_travels_in_a_link() -> None:
    upload = accept("mine.toml", b'extends = "alliance"\n[commissioning]\noverhead = 0.3')
    assert unpack("mine.toml", upload.packed).scenario == upload.scenario
    assert upload.scenario.commissioning.overhead == 0.3
    settings = Settings(Side("alliance"), Side("file"), upload=upload)
    found = read_settings(settings.query())
    assert scenario(found.settings.b, found.settings.upload).key() == upload.scenario.key()


@pytest.mark.parametrize("packed", ["", "x", "!!!!", "eJwLAA", "AAAA" * 50])
def test_a_broken_link_says_so(packed: str) -> None:
    with pytest.raises(ScenarioError):
        unpack("mine.toml", packed)


def test_undo_and_redo() -> None:
    history = History()
    for query in ("a", "b", "b", "c"):
        history.visit(query)
    assert history.step(-1) == "b"
    history.visit("b")
    assert history.can_redo
    assert history.step(-1) == "a"
    assert history.step(-1) is None
    history.visit("d")
    assert (history.before, history.can_redo) == ("a", False)


def test_a_talk_goes_through_all_lessons_and_back() -> None:
    presentation = Presentation("r", "tipping")
    seen = 1
    while presentation.lesson is not None:
        presentation = presentation.moved(1)
        seen += 1
    assert seen == 7 * len(STEPS) + 1
    assert read_presentation(Presentation("r", "tipping", 2, (1, 2, 3)).query()) == Presentation(
        "r", "tipping", 2, (1, 2, 3)
    )


def test_a_preview_is_small_with_as_much_money_a_head() -> None:
    from dashboards.state.preview import PEOPLE, WEEKS, scaled_down

    large = load_scenario("plymouth")
    little = scaled_down(large)
    assert (little.place.people, little.run.weeks) == (PEOPLE, WEEKS)
    for name, purse in large.purse.items():
        assert little.purse[name].amount / PEOPLE == pytest.approx(
            purse.amount / large.place.people
        )


def test_what_to_type_again_names_what_is_shipped_as_it_is() -> None:
    assert reproduce_command(Settings(), "compare") == "allied compare target_driven alliance"


def test_what_to_type_again_gives_the_same_two_systems(tmp_path: Path) -> None:
    settings = Settings(Side("alliance"), Side("plymouth", (("overhead", 0.3), ("blame", 0.1))))
    *lines, command = reproduce_command(settings, "life").splitlines()
    assert command == "allied life a.toml b.toml"
    written = "\n".join(lines).partition("# a.toml\n")[2]
    for side, text in zip(settings.sides(), written.split("# b.toml\n"), strict=True):
        file = tmp_path / "mine.toml"
        file.write_text(text)
        assert load_scenario(file).key() == scenario(side, None).key()
