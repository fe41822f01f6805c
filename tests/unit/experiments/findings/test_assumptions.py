"""What an assumption is called."""

import pytest

from experiments.findings.assumptions import called
from simulation.parameters.lookup import declaration


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("commissioning.overhead", "Overhead"),
        ("commissioning.pay.whole_person", "What is paid for: whole person"),
        ("service.street_outreach.threshold", "Threshold: street outreach"),
    ],
)
def test_where_several_have_one_declaration_it_says_which(path: str, name: str) -> None:
    declared = declaration(path)
    assert declared is not None
    assert called(declared, path) == name
