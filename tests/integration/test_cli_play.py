"""The command ``allied play``."""

import json
from pathlib import Path

import pytest

from allied.cli import main
from tests.refusals import refused

QUICK = ("--rounds", "2", "--set", "run.past_weeks=4", "--set", "place.people=120")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_bots_play_a_whole_game_and_it_is_revealed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")  # so that no cell is broken over two lines
    text = told(capsys, "play", "--bots", *QUICK)
    for part in ("Recorded success", "Sustained success", "The room", "An alliance", "same luck"):
        assert part in text
    found = json.loads(told(capsys, "play", "--bots", "--json", *QUICK))
    for room, agents, _ in found["measures"].values():
        assert room == agents


def test_what_a_room_decided_can_be_played_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "room.csv", tmp_path / "out"
    file.write_text(
        "round,seat,question,answer,player\n"
        "1,service:drug_treatment,intake,simple,Ada\n"
        "2,commissioner,stakes,nothing,Bea\n",
        encoding="utf-8",
    )
    text = told(capsys, "play", "--decisions", str(file), "--out", str(out), *QUICK)
    assert "Mostly simple cases; –" in text
    assert "The model's own agents came nearest to" in text
    assert (out / "decisions.csv").read_text(encoding="utf-8").splitlines() == [
        "round,seat,question,answer",
        "1,service:drug_treatment,intake,simple",
        "2,commissioner,stakes,nothing",
    ]
    assert json.loads((out / "reveal.json").read_text(encoding="utf-8"))["seats"]


def test_without_bots_or_decisions_it_says_where_rooms_play(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    refused("play", "allied dashboard", tmp_path, capsys)
    refused("play --decisions none.csv", "cannot be read", tmp_path, capsys)
    refused("play --decisions bad.csv", "has the columns round", tmp_path, capsys)
