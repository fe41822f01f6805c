"""Several people at once: nobody sees another's model."""

from typing import Any


def test_two_browsers_never_share_a_model(visit: Any, village: str) -> None:
    first, second = (visit(f"/compare?{village}") for _ in range(2))
    for page, value in ((first, "0.1"), (second, "0.9")):
        page.fill("#lever-allocation-typed", value)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**b.allocation={value}*")
    for page, value in ((first, "0.1"), (second, "0.9")):
        page.wait_for_selector("text=5 paired runs, complete")
        assert page.input_value("#lever-allocation-typed") == value
        assert f"b.allocation={value}" in page.url
