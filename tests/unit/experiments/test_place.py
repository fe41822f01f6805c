"""A place from tables: how cells are read, small numbers hidden, counts turned into knowledge."""

import tempfile
import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.place.people import People, hide_small, mix_of, read_people
from experiments.place.referrals import hide_small as hide_referrals
from experiments.place.referrals import network_of
from experiments.place.sheet import Sheet, read_sheet, slug
from experiments.place.toml import toml
from simulation.parameters import Model
from simulation.week.access.relationships import meet, settled_knowledge
from simulation.world import Asked, World
from tests.worlds import place

REFERRAL = Model().referral


def sheet_of(tmp_path: Path, text: str | bytes) -> Sheet:
    file = tmp_path / "table.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_sheet(file)


PLAIN = "housing,drugs,count\n1,0,1250\n1,1,40\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        "\n\n" + PLAIN.replace("\n", "\n,,\n") + "\n\n",
        PLAIN.replace("\n", ",,\n"),
        PLAIN.replace("housing", " Housing ").replace("count", "COUNT"),
        PLAIN.replace("1250", '"1,250"'),
        PLAIN.replace("1250", "1 250"),
        PLAIN.replace("1250", "1\u00a0250"),
        PLAIN.replace(",", ";").replace("1250", "1.250"),
        '"housing","drugs","count"\n"1","0","1250"\n1,1,40',
    ],
)
def test_what_spreadsheets_do_to_a_table_changes_nothing(tmp_path: Path, text: str) -> None:
    sheet = sheet_of(tmp_path, text)
    people = read_people(sheet)
    assert not sheet.problems
    assert people.labels == {"housing": "Housing", "drugs": "Drugs"}
    assert people.counts == {(1, 0): 1250, (1, 1): 40}


@pytest.mark.parametrize(
    ("cell", "comma", "value"),
    [
        ("0.5", False, 0.5), (".5", False, 0.5), ("-1.5", False, -1.5), ("−1", False, -1.0),
        ("1,250.5", False, 1250.5), ("£1,250", False, 1250.0), ("0,5", True, 0.5),
        ("0.5", True, 0.5), ("1.250,5", True, 1250.5), ("1.250.000", True, 1_250_000.0),
        ("0,5", False, None), ("1,25", False, None), ("1e3", False, None), ("nan", False, None),
        ("1.250", True, None), ("1,250", True, None), ("half", True, None), ("2000000", True, None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_the_file_writes_them(
    cell: str, comma: bool, value: float | None
) -> None:
    sheet = Sheet("a.csv", columns={"x": "X"}, rows={2: {"x": cell}}, decimal_comma=comma)
    most = 1_250_000 if comma else 2000
    assert sheet.number(2, "x", -2, most) == value
    assert bool(sheet.problems) == (value is None)
    assert all(problem.startswith("a.csv, row 2: X is ") for problem in sheet.problems)


def test_rows_are_numbered_as_the_spreadsheet_does(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, '\nname,count\n\n"two\nlines",1\nb,2\n')
    assert sheet.heading == 2
    assert list(sheet.rows) == [4, 5]


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_it_stumble(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sheet = sheet_of(Path(folder), raw)
        read_people(sheet)
    assert sheet.problems or sheet.rows
    assert all("\n" not in problem for problem in sheet.problems)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Quay hostel", "quay_hostel"), (" Café–Bar ", "cafe_bar"), ("A&E", "a_e"), ("北", "")],
)
def test_names_are_made_plain(text: str, name: str) -> None:
    assert slug(text) == name


COUNTS = {(0, 0, 0): 50, (1, 0, 0): 80, (1, 1, 0): 30, (1, 1, 1): 3, (0, 1, 0): 4, (0, 0, 1): 0}


def test_rare_combinations_are_counted_with_the_most_similar() -> None:
    people, hidden = hide_small(People({"a": "A", "b": "B", "c": "C"}, COUNTS), 5)
    # three differ from (1, 1, 0) in one need; four from (0, 0, 0) and (1, 1, 0), the smaller one
    assert people.counts == {(0, 0, 0): 54, (1, 0, 0): 80, (1, 1, 0): 33}
    assert (hidden.combinations, hidden.people) == (2, 7)


@given(
    st.dictionaries(
        st.tuples(*[st.integers(0, 1)] * 4), st.integers(0, 30), min_size=1, max_size=16
    ),
    st.integers(1, 10),
)  # fmt: skip
def test_nobody_is_lost_and_no_small_number_is_left(
    counts: dict[tuple[int, ...], int], smallest: int
) -> None:
    if max(counts.values()) < smallest:
        with pytest.raises(ValueError, match="no combination"):
            hide_small(People({}, counts), smallest)
        return
    people, hidden = hide_small(People({}, counts), smallest)
    assert sum(people.counts.values()) == sum(counts.values())
    assert min(people.counts.values()) >= smallest
    assert hidden.people == sum(count for count in counts.values() if count < smallest)


def test_shares_and_names_of_the_mix() -> None:
    labels = {"a": "A", "a_and_b": "AB", "b": "B"}
    mix = mix_of(People(labels, {(0, 0, 0): 1, (1, 0, 1): 2, (0, 1, 0): 1}))
    assert mix == {
        "none": {"share": 0.25, "needs": {}},
        "a_and_b": {"share": 0.5, "needs": {"a": 1, "b": 1}},
        "a_and_b_2": {"share": 0.25, "needs": {"a_and_b": 1}},
    }


def test_small_referral_counts_are_left_out() -> None:
    kept, few = hide_referrals({("a", "b"): 5, ("b", "a"): 4, ("a", "c"): 1, ("b", "c"): 0}, 5)
    assert (kept, few) == ({("a", "b"): 5}, 2)


def test_more_referrals_never_mean_less_knowledge() -> None:
    known = [settled_knowledge(count / 52, REFERRAL) for count in range(0, 2000, 7)]
    assert known[0] == 0
    assert all(few < more for few, more in pairwise(known[:60]))
    assert known == sorted(known)
    assert max(known) <= 1 - REFERRAL.fading
    for count in (0, 1, 5, 300):
        (row,) = network_of({("a", "b"): count}, REFERRAL).values()
        assert REFERRAL.knowledge_start <= row["b"] <= 1


def test_knowledge_settles_where_the_week_keeps_it() -> None:
    """Run the model's own rule with one referral a week that works, for years."""
    needs = {"home": {}}
    services = {name: {"staff": 1.0, "helps": {"home": 1.0}} for name in ("a", "b")}
    world = World(place(needs, services), seed=1)
    one = np.zeros(1, dtype=np.int64)
    no = np.zeros(1, dtype=bool)
    asked = Asked(one, one, one, one, no, no)
    for _ in range(1000):
        meet(world, asked, one + 1, np.ones(1, dtype=bool))
    assert world.services.knowledge[0, 1] == pytest.approx(settled_knowledge(1.0, REFERRAL))


def test_text_is_kept_whole_in_the_file() -> None:
    part = {
        "service.a": {
            "label": 'Say "yes" \\ é', "helps": {"x": 1.0}, "many": {str(i): i for i in range(9)},
        },
        "exit.b": {"hazard": 1e-05, "after": {"x": {"on": 0.5}}},
    }  # fmt: skip
    assert tomllib.loads(toml({"One\ntwo": part})) == {
        "service": {"a": part["service.a"]}, "exit": {"b": part["exit.b"]}
    }  # fmt: skip
