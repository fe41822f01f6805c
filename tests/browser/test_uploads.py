"""Bad files: each is refused in sentences, and the dashboard goes on."""

from typing import Any

import pytest

from dashboards.state.upload import MOST_BYTES, accept
from simulation.scenario import ScenarioError

BAD = {
    "empty.bin": bytes(range(256)),
    "syntax.toml": b"[place\npeople = 3",
    "key.toml": b'extends = "alliance"\n[commissioning]\npooled_shar = 0.5',
    "value.toml": b'extends = "alliance"\n[commissioning]\npooled_share = 5',
    "type.toml": b'extends = "alliance"\n[commissioning]\npooled_share = "much"',
    "nan.toml": b'extends = "alliance"\n[commissioning]\npooled_share = nan',
    "table.toml": b'extends = "alliance"\n[nonsense]\na = 1',
    "several.toml": b'extends = "alliance"\n[commissioning]\noverhead = 2\nblame = -1',
    "missing.toml": b'extends = "atlantis"',
    "path.toml": b'extends = "../../etc/passwd"',
    "absolute.toml": b'extends = "/etc/hostname"',
    "number.toml": b"extends = 7",
    "latin.toml": 'title = "Caf\xe9"'.encode("latin-1"),
    "deep.toml": b"a = " + b"[" * 400 + b"]" * 400,
    "large.toml": b"# " + b"x" * MOST_BYTES,
    "people.toml": b'extends = "plymouth"\n[place]\npeople = 5_000_000',
    "weeks.toml": b'extends = "plymouth"\n[run]\nweeks = 5_000_000',
    "service.toml": b'[service.x]\nlabel = "X"\nhelps = { nothing = 1.0 }',
    "purse.toml": b'extends = "plymouth"\n[purse.housing]\namount = -5',
    "code.toml": b"__import__('os').system('true')",
    "<script>alert(1)</script>.toml": b"a = 1",
}


TOLD = """problem => [...document.querySelectorAll("[role=alert]")].some(
  alert => alert.textContent.replace(/\u2212/g, "-").replace(/\\s+/g, " ").includes(problem)
)"""


def problem(name: str, content: bytes) -> str:
    """The first thing that is wrong with a file."""
    with pytest.raises(ScenarioError) as error:
        accept(name, content)
    return " ".join(error.value.problems[0].split())


def test_there_are_enough_of_them() -> None:
    assert len(BAD) >= 20


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_sentences(name: str) -> None:
    with pytest.raises(ScenarioError) as error:
        accept(name, BAD[name])
    assert all("/tmp" not in problem and problem.strip() for problem in error.value.problems)
    assert "root:" not in str(error.value)


def test_bad_files_are_told_on_the_page_which_goes_on(visit: Any, village: str) -> None:
    page = visit(f"/compare?{village}")
    page.wait_for_selector("text=5 paired runs, complete")
    address = page.url
    for name, content in BAD.items():
        file = {"name": name, "mimeType": "application/toml", "buffer": content}
        page.set_input_files("input[type=file]", [file])
        if len(content) > MOST_BYTES:
            page.wait_for_selector(".said:has-text('too large')")
        else:
            page.wait_for_function(TOLD, arg=problem(name, content))
        assert page.url == address
        assert page.locator("script:has-text('alert(1)')").count() == 0
    page.fill("#lever-pooled_share-typed", "0.3")
    page.keyboard.press("Enter")
    page.wait_for_url("**b.pooled_share=0.3*")
    page.wait_for_selector("[role=alert]", state="detached")
