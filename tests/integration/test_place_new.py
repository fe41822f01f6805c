"""``allied place new``: a place that runs, or every mistake in the tables and no file."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from allied.cli import main
from experiments.place import build
from simulation.run import simulate
from simulation.scenario import load_scenario
from simulation.world import World

ROOT = Path(__file__).parents[2]
SALTMARSH = ROOT / "examples" / "saltmarsh"

PEOPLE = "housing,drugs,count\n1,0,40\n1,1,60\n0,1,3\n0,0,20\n"
SERVICES = """\
name,access,purse,budget,staff,beds,caseload,threshold,helps_housing,helps_drugs
Quay hostel,referral,Council,364000,,20,,,1,
Clinic,self,Health,150000,3,,30,0.2,,1
Café,drop-in,,,1.5,,,,0.3,0.2
"""
REFERRALS = "source,target,count\ncommunity,Quay hostel,50\nClinic,quay_hostel,20\nCafé,Clinic,2\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put(tmp_path)
    return tmp_path


def put(
    folder: Path,
    people: str = PEOPLE,
    services: str = SERVICES,
    referrals: str = REFERRALS,
    encoding: str = "utf-8",
) -> None:
    for name, text in (("people", people), ("services", services), ("referrals", referrals)):
        (folder / f"{name}.csv").write_text(text, encoding=encoding)


def new(*more: str) -> int:
    tables = [word for kind in ("people", "services", "referrals")
              for word in (f"--{kind}", f"{kind}.csv")]  # fmt: skip
    return main(["place", "new", "city.toml", *tables, *more])


def test_the_place_passes_the_check_and_runs(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new() == 0
    assert main(["check", "city.toml"]) == 0
    assert main(["run", "city.toml", "--weeks", "4", "--set", "run.past_weeks=4", "--quiet"]) == 0
    said = capsys.readouterr()
    assert "city.toml is there: 123 people in 3 combinations of 2 needs; 3 services" in said.out
    assert "fewer than 5 people: 1, with fewer than 5 people together" in said.out
    assert "from 1 to 4 that were left out: 1." in said.out


def test_what_the_tables_say_is_what_the_scenario_has(here: Path) -> None:
    assert new() == 0
    city = load_scenario("city.toml")
    assert city.place.people == 123
    assert {name: need.label for name, need in city.need.items()} == {
        "housing": "Housing", "drugs": "Drugs"
    }  # fmt: skip
    shares = {name: mix.share for name, mix in city.mix.items()}
    assert shares == pytest.approx(
        {"housing": 40 / 123, "housing_and_drugs": 63 / 123, "none": 20 / 123}, abs=1e-6
    )
    services = World(city, 1).services
    assert services.beds.tolist() == pytest.approx([20, 0, 0])
    assert services.staff.tolist() == pytest.approx([0, 3, 1.5])
    assert services.drop_in.tolist() == [False, False, True]
    assert city.service["clinic"].caseload == 30
    assert city.service["clinic"].threshold == 0.2
    assert city.service["cafe"].label == "Café"
    assert city.purse["health"].amount == 150_000
    assert set(city.network) == {"community", "clinic"}
    assert city.network["clinic"]["quay_hostel"] == pytest.approx(0.93, abs=0.005)
    assert city.proxy == load_scenario("plymouth").proxy
    assert city.place.past == load_scenario("plymouth").place.past


def test_people_have_the_combinations_that_were_counted(here: Path) -> None:
    assert new() == 0
    has = World(load_scenario("city.toml").override({"place.people": 5000}), 1).people.need > 0.4
    assert not (~has[:, 0] & has[:, 1]).any()  # drugs without housing: too few, merged
    assert has.all(axis=1).mean() == pytest.approx(63 / 123, abs=0.03)


def test_the_file_holds_no_small_number_and_no_name_of_a_folder(here: Path) -> None:
    assert new() == 0
    text = (here / "city.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    counts = [one["share"] * data["place"]["people"] for one in data["mix"].values()]
    assert min(counts) >= 5
    assert "clinic" not in data["network"].get("cafe", {})
    assert str(here) not in text


def test_the_smallest_count_can_be_chosen(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--smallest", "1") == 0
    assert len(load_scenario("city.toml").mix) == 4
    (here / "city.toml").unlink()
    assert new("--smallest", "25") == 0
    assert len(load_scenario("city.toml").mix) == 2
    (here / "city.toml").unlink()
    assert new("--smallest", "61") == 2
    assert "no combination of needs has 61 people or more" in capsys.readouterr().err


def test_referrals_are_not_necessary(here: Path) -> None:
    words = ["place", "new", "city.toml", "--people", "people.csv", "--services", "services.csv"]
    assert main(words) == 0
    assert not load_scenario("city.toml").network


def test_crises_that_read_other_needs_are_left_out_and_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new() == 0
    assert "left out: emergency, arrest, loss_of_home, mental_health." in capsys.readouterr().out
    assert not load_scenario("city.toml").crisis
    assert set(load_scenario("city.toml").exit["death"].after) == {"drugs"}


def test_what_is_not_counted_can_come_from_another_place(here: Path) -> None:
    assert new("--like", "simple_needs") == 0
    city, simple = load_scenario("city.toml"), load_scenario("simple_needs")
    assert city.place.past == simple.place.past
    assert city.proxy == simple.proxy
    assert city.entanglement.c == simple.entanglement.c


def test_the_warning_is_given_every_time(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["b.toml"], ["city.toml", "--people", "people.csv"]):
        main(["place", "new", *words])
        assert "Privacy: tables of people are personal data" in capsys.readouterr().err


def test_templates_are_written_beside_the_file_and_make_a_place(here: Path) -> None:
    assert main(["place", "new", "mine.toml"]) == 0
    assert not (here / "mine.toml").exists()
    tables = {kind: here / f"mine-{kind}.csv" for kind in ("people", "services", "referrals")}
    assert simulate(build("mine", **tables).scenario.override({"run.weeks": 2}), 1).weeks == 2
    before = tables["people"].read_bytes()
    tables["services"].unlink()
    assert main(["place", "new", "mine.toml"]) == 2
    assert tables["people"].read_bytes() == before
    assert not tables["services"].exists()


def test_the_shipped_example_is_what_its_tables_make() -> None:
    tables = {kind: SALTMARSH / f"{kind}.csv" for kind in ("people", "services", "referrals")}
    built = build("saltmarsh", **tables)
    assert (SALTMARSH / "saltmarsh.toml").read_text(encoding="utf-8") == built.text
    assert load_scenario(SALTMARSH / "alliance.toml").past_key() == built.scenario.past_key()
    levers = load_scenario("alliance").commissioning
    assert load_scenario(SALTMARSH / "alliance.toml").commissioning == levers


def test_who_needs_what_together_survives_into_the_run() -> None:
    city = load_scenario(SALTMARSH / "saltmarsh.toml").override({"place.people": 20_000})
    has = World(city, 1).people.need > 0.4
    rows = (SALTMARSH / "people.csv").read_text(encoding="utf-8").split()[1:]
    counted = np.array([[int(cell) for cell in row.split(",")] for row in rows])
    weight = counted[:, -1] / counted[:, -1].sum()
    drugs, justice = counted[:, 1] == 1, counted[:, 4] == 1
    together = weight[drugs & justice].sum()
    assert (has[:, 1] & has[:, 4]).mean() == pytest.approx(together, abs=0.01)
    assert together > weight[drugs].sum() * weight[justice].sum() + 0.02


def swapped(text: str, old: str, fresh: str) -> str:
    assert old in text
    return text.replace(old, fresh)


BAD_PEOPLE = {
    "no count": (swapped(PEOPLE, "count", "number"), "row 1: the column count is missing"),
    "negative": (swapped(PEOPLE, "1,0,40", "1,0,-40"), "row 2: count is -40; it must be a whole"),
    "not a number": (swapped(PEOPLE, "1,0,40", "1,0,many"), 'row 2: count is "many"; it must'),
    "half a person": (swapped(PEOPLE, "60", "60.5"), "row 3: count is 60.5; it must be a whole"),
    "empty count": (swapped(PEOPLE, "1,0,40", "1,0,"), "row 2: count is empty; it must"),
    "yes": (swapped(PEOPLE, "1,0,40", "yes,0,40"), 'row 2: housing is "yes"; it must be 1'),
    "empty need": (swapped(PEOPLE, "1,0,40", ",0,40"), "row 2: housing is empty; it must be 1"),
    "twice": (PEOPLE + "1,1,7\n", "row 6: the needs are those of row 3 again"),
    "a total": (PEOPLE + "Total,,123\n", 'row 6: housing is "Total"; it must be 1'),
    "nobody": ("housing,drugs,count\n1,0,0\n", "the counts add up to 0"),
    "no needs": ("count\n12\n", "row 1: there is no need"),
    "no rows": ("housing,drugs,count\n", "has headings and no rows"),
    "nothing": ("", "is empty; its first row must name the columns"),
    "two alike": (swapped(PEOPLE, "drugs", "Housing"), "two columns are called Housing"),
    "a need without a name": (swapped(PEOPLE, "drugs", "2nd"), '"2nd" cannot be the name of a'),
    "a heading missing": (swapped(PEOPLE, "drugs,", ","), "row 1: heading 2 is"),
    "cells left over": (swapped(PEOPLE, "1,0,40", "1,0,40,x"), "row 2: 4 cells under 3 headings"),
    "open quotation": (PEOPLE + '"1,1', "is not a CSV file that can be read"),
    "all are few": ("housing,drugs,count\n1,0,4\n", "no combination of needs has 5 people"),
    "too many": (swapped(PEOPLE, "60", "60000000"), "the place cannot be run"),
}
BAD_SERVICES = {
    "no access": (swapped(SERVICES, "access", "entry"), "row 1: the column access is missing"),
    "unknown access": (swapped(SERVICES, ",self", ",selfe"), 'row 3: access is "selfe"; did you'),
    "unknown need": (
        swapped(SERVICES, "helps_drugs", "helps_drug"),
        "helps_drug is not a need of the table of people; did you mean helps_drugs?",
    ),
    "unknown column": (swapped(SERVICES, "caseload", "caselod"), "did you mean caseload?"),
    "offers nothing": (swapped(SERVICES, ",,,1,\n", ",,,0,\n"), "row 2: Quay hostel offers noth"),
    "twice": (SERVICES + "clinic,self,,,2,,,,1,\n", "row 5: name is clinic, as in row 3"),
    "no name": (SERVICES + ",self,,,2,,,,1,\n", "row 5: name is empty; a name begins"),
    "the community": (SERVICES + "Community,self,,,2,,,,1,\n", "row 5: name is Community, which"),
    "no capacity": (SERVICES + "New,self,,,,,,,1,\n", "row 5: staff, beds and budget are all em"),
    "staff and beds": (SERVICES + "New,self,,,2,3,,,1,\n", "row 5: staff and beds are both given"),
    "nobody's money": (swapped(SERVICES, "Health", ""), "row 3: purse is empty; say whose money"),
    "contradiction": (
        swapped(SERVICES, "150000", "950000"),
        "row 3: budget is 950,000, but 3 staff cost about 150,000 at 50,000 each",
    ),
    "golden beds": (swapped(SERVICES, "364000", "364000000000"), "row 2: budget is 364,000,000,0"),
    "negative staff": (swapped(SERVICES, ",1.5,", ",-1.5,"), "row 4: staff is -1.5; it must be a"),
    "threshold": (swapped(SERVICES, ",0.2,,1", ",2,,1"), "row 3: threshold is 2; it must be a"),
    "too strong": (swapped(SERVICES, ",,1\n", ",,9\n"), "row 3: helps_drugs is 9; it must be a nu"),
    "nothing they help with": (
        "name,access,staff\nA,self,1\n", "row 1: there is no column for what services help with"
    ),
}  # fmt: skip
BAD_REFERRALS = {
    "no target": (swapped(REFERRALS, "target", "to"), "row 1: the column target is missing"),
    "unknown": (swapped(REFERRALS, ",Clinic,2", ",Clinik,2"), 'row 4: target is "Clinik", which'),
    "to the community": (REFERRALS + "Clinic,community,9\n", 'row 5: target is "community", whic'),
    "to itself": (REFERRALS + "Clinic,clinic,9\n", 'row 5: target is "clinic", the source itself'),
    "twice": (REFERRALS + "Café,Clinic,9\n", "row 5: the pair is that of row 4 again"),
    "negative": (swapped(REFERRALS, "20", "-20"), "row 3: count is -20; it must be a whole numb"),
    "column": (swapped(REFERRALS, "count\n", "count,year\n"), "row 1: the column year is not"),
}
BAD = [
    pytest.param(kind, text, says, id=f"{kind}: {name}")
    for kind, table in (
        ("people", BAD_PEOPLE), ("services", BAD_SERVICES), ("referrals", BAD_REFERRALS)
    )
    for name, (text, says) in table.items()
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "says"), BAD)
def test_a_mistake_is_told_in_a_sentence_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture[str], kind: str, text: str, says: str
) -> None:
    put(here, **{kind: text})
    assert new() == 2
    said = capsys.readouterr().err.strip().splitlines()[1:]
    assert any(says in sentence for sentence in said), said
    if "cannot be run" not in says:
        (sentence,) = [one for one in said if says in one]
        assert sentence.startswith(f"{kind}.csv")
        assert re.search(r"[.?]$", sentence)
        assert not re.search(r"\.\.$|\?\.$", sentence)
    assert not (here / "city.toml").exists()


def test_all_mistakes_of_all_files_are_told_together(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(
        here,
        swapped(PEOPLE, "1,0,40", "1,0,-40"),
        swapped(SERVICES, ",self", ",selfe"),
        swapped(REFERRALS, "20", "x"),
    )
    assert new() == 2
    said = capsys.readouterr().err
    assert [one in said for one in ("people.csv, row 2", "services.csv, row 3", "referrals.csv, r")]
    assert len(said.strip().splitlines()) == 4


def test_a_file_that_is_not_text_says_how_to_save_it(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(here, encoding="utf-16")
    assert new() == 2
    put(here, encoding="cp1252")
    assert new() == 2
    said = capsys.readouterr().err
    assert "services.csv, row 4: not UTF-8 text; save the sheet as CSV UTF-8." in said


def test_files_that_are_not_there_are_all_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "people.csv").unlink()
    (here / "services.csv").unlink()
    (here / "services.csv").mkdir()
    assert new() == 2
    said = capsys.readouterr().err
    assert "there is no file people.csv." in said
    assert "services.csv is a folder" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["taken.toml"], "taken.toml exists already; choose another name."),
        (["city.txt"], "end it with .toml"),
        (["away/city.toml"], "there is no folder away"),
        (["city.toml", "--people", "people.csv"], "--services is missing"),
        (["city.toml", "--services", "services.csv"], "--people is missing"),
        (["city.toml", "--smallest", "0"], "--smallest is 0; it must be a whole number of 1"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_read(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    (here / "taken.toml").write_text("as it was", encoding="utf-8")
    assert main(["place", "new", *words]) == 2
    assert says in capsys.readouterr().err
    assert (here / "taken.toml").read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in here.iterdir()) == [
        "people.csv", "referrals.csv", "services.csv", "taken.toml"
    ]  # fmt: skip


def test_an_unknown_like_is_explained(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--like", "plymoth") == 2
    assert "did you mean plymouth?" in capsys.readouterr().err
    assert not (here / "city.toml").exists()
