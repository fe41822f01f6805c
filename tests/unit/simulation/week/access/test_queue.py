"""Queues: who comes first is found without sorting everybody, and is who a sort would find."""

import numpy as np
import pytest

from simulation.week.access.queue import _foremost


def sorted_first(service, claim, free):
    """By service, within it the strongest claims, as many as are free."""
    order = np.lexsort((-claim, service))
    left, first = free.copy(), []
    for i in order:
        if left[service[i]]:
            left[service[i]] -= 1
            first.append(i)
    return first


@pytest.mark.parametrize("seed", range(20))
def test_those_who_come_first_have_the_strongest_claims(seed):
    rng = np.random.default_rng(seed)
    free = rng.integers(0, 6, 8)
    service = rng.choice(np.flatnonzero(free), 60)
    claim = rng.permutation(60) / 60
    order, clear = _foremost(service, claim, free)
    assert clear
    assert order.tolist() == sorted_first(service, claim, free)


def test_nobody_hopes_where_there_are_no_services():
    order, clear = _foremost(np.empty(0, int), np.empty(0), np.empty(0, int))
    assert clear
    assert not order.size


@pytest.mark.parametrize(
    ("claims", "clear"),
    [([0.3, 0.2, 0.1], True), ([0.3, 0.3, 0.1], False), ([0.3, 0.2, 0.2], False),
     ([0.3, 0.2, 0.1, 0.1], True), ([0.1, 0.1, 0.2, 0.3], False)],
)  # fmt: skip
def test_equal_claims_are_noticed_where_they_matter(claims, clear):
    """Two places; of the last claims nothing follows, unless they might have been among them."""
    assert _foremost(np.zeros(len(claims), int), np.array(claims), np.array([2]))[1] == clear
