"""Streams of luck: the same wherever, whenever and in whatever company they are read."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.luck import Luck, chance_of, draw, fall, name_key, name_keys

ROWS = np.arange(1 << 15)
NAMES = name_keys(("housing", "drugs", "alcohol"))
NEVER_BY_CHANCE = 6.0  # standard deviations


def by_name(count: int) -> np.ndarray:
    names = name_keys(tuple(f"need_{i}" for i in range(count)))
    return Luck(1).uniform("seek", 3, np.zeros(count, dtype=np.int64), names)


SERIES = {
    "rows": Luck(1).uniform("seek", 3, ROWS),
    "weeks": np.array([Luck(1).single("seek", week) for week in range(-500, 4000)]),
    "seeds": np.array([Luck(seed).single("seek", 3) for seed in range(4500)]),
    "streams": np.array([Luck(1).single(f"stream {i}", 3) for i in range(4500)]),
    "names": by_name(4500),
    "one row by week": np.array([Luck(1).uniform("a", w, ROWS[7:8])[0] for w in range(4500)]),
    "one row by seed": np.array([Luck(s).uniform("a", 3, ROWS[7:8])[0] for s in range(4500)]),
}

PAIRS = {
    "neighbouring rows": lambda luck: (luck.uniform("a", 3, ROWS), luck.uniform("a", 3, ROWS + 1)),
    "neighbouring weeks": lambda luck: (luck.uniform("a", 3, ROWS), luck.uniform("a", 4, ROWS)),
    "either side of the fork": lambda luck: (
        luck.uniform("a", -1, ROWS), luck.uniform("a", 1, ROWS),
    ),
    "streams": lambda luck: (luck.uniform("a", 3, ROWS), luck.uniform("b", 3, ROWS)),
    "neighbouring seeds": lambda luck: (
        luck.uniform("a", 3, ROWS), Luck(luck.seed + 1).uniform("a", 3, ROWS),
    ),
    "names": lambda luck: (
        luck.uniform("a", 3, ROWS, NAMES[:1]), luck.uniform("a", 3, ROWS, NAMES[1:2]),
    ),
    "several at once": lambda luck: luck.several(2, "a", 3, ROWS),
    "the last of several": lambda luck: luck.several(6, "a", 3, ROWS)[[0, 5]],
    "both halves of the bits": lambda luck: (
        luck.bits("a", 3, ROWS).view(np.uint32).reshape(-1, 2).T * 2.0**-32
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SERIES)
def test_every_way_through_the_streams_is_uniform(name):
    values = SERIES[name]
    assert ((values >= 0) & (values < 1)).all()
    assert chi_square(np.bincount((values * 64).astype(int), minlength=64)) < NEVER_BY_CHANCE


@pytest.mark.parametrize("name", PAIRS)
def test_neighbours_of_every_kind_are_independent(name):
    one, other = PAIRS[name](Luck(11))
    assert abs(np.corrcoef(one, other)[0, 1]) < NEVER_BY_CHANCE / np.sqrt(ROWS.size)
    cells = (one * 12).astype(int) * 12 + (other * 12).astype(int)
    assert chi_square(np.bincount(cells, minlength=144)) < NEVER_BY_CHANCE


def chi_square(counts: np.ndarray) -> float:
    """How far counts are from equal, in standard deviations of chi-square, either way."""
    expected = counts.mean()
    freedom = counts.size - 1
    return abs(((counts - expected) ** 2 / expected).sum() - freedom) / np.sqrt(2 * freedom)


def test_streams_do_not_run_into_one_another():
    """No 64-bit value comes up twice, as it would if one stream were another, further on."""
    luck = Luck(3)
    read = [
        luck.bits(stream, week, ROWS, NAMES[:, None])
        for stream in ("seek", "crisis", "record")
        for week in (-1, 0, 1)
    ]
    assert np.unique(read).size == 9 * 3 * ROWS.size


def test_one_person_read_alone_is_as_read_among_all():
    luck, some = Luck(5), np.array([30_000, 3, 17, 3])
    for read in (
        lambda rows: luck.uniform("seek", 3, rows),
        lambda rows: luck.bits("seek", 3, rows),
        lambda rows: luck.uniform("seek", 3, rows[:, None], NAMES),
        lambda rows: luck.several(4, "seek", 3, rows).T,
    ):
        assert np.array_equal(read(ROWS)[some], read(some))


def test_a_kernel_draws_what_is_read_in_numpy():
    luck, rows = Luck(5), np.arange(100, 110)
    starts = luck.start("needs", 3) + NAMES
    drawn = [[chance_of(np.uint64(draw(start, row))) for start in starts] for row in rows]
    assert np.array_equal(drawn, luck.uniform("needs", 3, rows[:, None], NAMES))


def test_a_need_has_its_luck_whatever_needs_stand_beside_it():
    luck = Luck(5)
    alone = luck.uniform("record", 3, ROWS, name_keys(("drugs",)))
    among = luck.uniform("record", 3, ROWS[:, None], NAMES)[:, 1]
    assert np.array_equal(alone, among)
    assert np.array_equal(luck.named("view", 3, NAMES)[1:2], luck.named("view", 3, NAMES[1:2]))


def test_fewer_of_several_are_the_first_of_them():
    luck = Luck(5)
    two, five = luck.several(2, "ways", 3, ROWS), luck.several(5, "ways", 3, ROWS)
    assert np.array_equal(two, five[:2])


def test_what_was_read_before_changes_nothing():
    fresh, used = Luck(5), Luck(5)
    for week in (9, -4, 3):
        used.uniform("seek", week, ROWS)
        used.single("arrivals", week)
    for luck in (used, copy.deepcopy(used), pickle.loads(pickle.dumps(used))):
        assert np.array_equal(luck.uniform("seek", 3, ROWS), fresh.uniform("seek", 3, ROWS))
        assert luck.single("arrivals", 3) == fresh.single("arrivals", 3)


def test_reading_leaves_rows_and_names_as_they_were():
    rows, names = ROWS[:3].copy(), NAMES.copy()
    Luck(5).uniform("seek", 3, rows, names)
    Luck(5).several(2, "seek", 3, rows)
    assert np.array_equal(rows, ROWS[:3])
    assert np.array_equal(names, NAMES)


def test_the_bits_are_these_on_every_machine_and_release():
    """A change here changes every result there is: it must be meant."""
    luck, row = Luck(7), np.array([2])
    assert name_key("housing") == 9461673029259681563
    assert luck.bits("seek", -3, np.array([0, 1, 1_000_000])).tolist() == [
        14929222541098061011,
        14560643737412793269,
        611427795337232287,
    ]
    assert luck.uniform("seek", 5, row, NAMES[:1]).tolist() == [0.4414527320299697]
    assert luck.several(2, "ways", 5, row).tolist() == [[0.4243986749849702], [0.3632345333598461]]
    assert luck.single("arrivals", 5) == 0.6760443985350916


@pytest.mark.parametrize("seed", [0, 1, 2**31, 2**63, 2**64 - 1])
def test_any_seed_will_do(seed):
    values = Luck(seed).uniform("seek", 0, ROWS)
    assert abs(values.mean() - 0.5) < NEVER_BY_CHANCE * np.sqrt(1 / 12 / ROWS.size)


# --- Choices -------------------------------------------------------------------------------------


@given(
    st.lists(st.sampled_from([0.0, 1e-6, 0.1, 1.0, 7.0]), min_size=1, max_size=9).filter(any),
    st.sampled_from([0.0, 2.0**-53, 0.3, 0.5, 1 - 2.0**-25, 1 - 2.0**-53]),
    st.sampled_from(["float32", "float64"]),
)
def test_no_draw_chooses_what_has_no_weight(weights, share, real):
    upto = np.cumsum(np.array([weights], dtype=real), axis=1, dtype=real)
    assert weights[fall(upto[0], share)] > 0


def test_choices_are_in_proportion_to_weights():
    upto = np.cumsum([0.0, 1.0, 3.0, 0.0, 6.0])
    columns = [fall(upto, share) for share in Luck(5).uniform("choice", 0, ROWS).tolist()]
    chosen = np.bincount(columns, minlength=5) / ROWS.size
    np.testing.assert_allclose(chosen, [0, 0.1, 0.3, 0, 0.6], atol=3 / np.sqrt(ROWS.size))
