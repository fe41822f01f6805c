"""Tables to begin with: the right headings and a few invented rows."""

from contextlib import suppress
from pathlib import Path

from experiments.errors import InputError

TEMPLATES = {
    "people": """\
housing,drugs,mental_health,count
1,0,0,40
1,1,0,30
1,1,1,50
0,0,1,60
""",
    "services": """\
name,label,kind,access,purse,budget,staff,beds,caseload,threshold,helps_housing,helps_drugs,helps_mental_health
hostel,Hostel,hostel,referral,council,364000,,20,,,1,,
advice,Housing advice,advice,self,,,2,,25,,0.7,,
treatment,Drug treatment,treatment,self,council,150000,3,,30,,,1,
community_team,Community team,treatment,referral,health,200000,4,,20,0.6,,,1
""",
    "referrals": """\
source,target,count
community,hostel,60
advice,hostel,45
advice,treatment,20
treatment,community_team,30
hostel,community_team,12
""",
}
"""All of it is invented. A test builds a place from it."""


def write_templates(file: Path) -> list[Path]:
    """Write a table of each kind beside ``file``, named after it; none if any exists already.

    Raises
    ------
    InputError
        Where one exists or cannot be written.
    """
    paths = {kind: file.with_name(f"{file.stem}-{kind}.csv") for kind in TEMPLATES}
    taken = [str(path) for path in paths.values() if path.exists()]
    if taken:
        raise InputError(f"{', '.join(taken)} exists already; fill it in, or choose another name.")
    written: list[Path] = []
    try:
        for kind, path in paths.items():
            with path.open("x", encoding="utf-8") as stream:
                written.append(path)
                stream.write(TEMPLATES[kind])
    except OSError as error:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise InputError(f"{path} cannot be written: {error.strerror}.") from None
    return written
