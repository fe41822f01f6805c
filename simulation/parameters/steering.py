"""Constants of steering: how commissioners learn, agree, facilitate and are watched."""

from .declare import Section, param


class Steering(Section):
    """How commissioners and those outside act."""

    consensus_weeks: int = param(
        13, "Weeks to agree", "weeks", low=0, high=104, plausible=(4, 52),
        help="Added to decisions where all must agree, without facilitation.",
    )  # fmt: skip
