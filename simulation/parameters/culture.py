"""Constants of culture: what moves morale, affiliation and what is heard."""

from .declare import Section, param


class Culture(Section):
    """How those who work in services feel, stay, listen and belong."""

    affiliation_start: float = param(
        0.2, "Affiliation to the whole at the start", "0 to 1", low=0, high=1,
        plausible=(0.05, 0.5), help="0: to one's own service alone; 1: to the whole.",
    )  # fmt: skip
    morale_start: float = param(
        0.5, "Morale at the start", "0 to 1", low=0, high=1, plausible=(0.3, 0.7)
    )
