"""Levers of performance: what is rewarded, how it is read, and how it feels to be watched."""

from .declare import Acts, Section, param


class PerformanceLevers(Section):
    """What is measured and managed, and who competes for what."""

    target_weight: float = param(
        0.0,
        "Weight of targets",
        "weight of one full success",
        bounds=(0, 10),
        plausible=(0, 2),
        help="What is at stake for a service on each settled case: how much a success, as it is "
        "measured, counts beside the staff's own sense of purpose.",
        acts=Acts(
            "target_driven",
            ("goodhart_gap", "early_closure", "generous_recording"),
            "the more a recorded success is worth, the more it pays to make records of it",
        ),
    )
    pay: dict[str, float] = param(
        {},
        "What is paid for",
        "share",
        help="How the weight is spread over the place's proxies, by name. The shares are scaled "
        "to sum to one; left empty, all proxies count alike.",
    )
    target_threshold: float = param(
        0.0,
        "All-or-nothing share",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Share of the stake that is won or lost at the target line, so that a case matters "
        "most when the service stands near it.",
        acts=Acts(
            "target_driven",
            ("goodhart_gap", "generous_recording"),
            "far from the line a case is worth nothing, near it much",
            finding="Services stand on either side of the line, some pressed harder, some "
            "let go: over all of them it evens out.",
        ),
    )
    target_ratchet: float = param(
        0.0,
        "Ratchet",
        "share a year",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far the target moves up each year to what was counted since contracts were let.",
        acts=Acts(
            "target_driven",
            ("goodhart_gap", "good_weeks"),
            "where part of the stake hangs on the line, a line that follows the record "
            "keeps everybody near it",
            finding="Three tenths of the stake hang on the line; where it stands moves "
            "little. What is recorded hangs on what a success is worth.",
        ),
    )
    proxy_validity: float = param(
        0.0,
        "Validity of the record",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Chance that what counts is checked against what truly happened instead of taken "
        "from the service's own record.",
        acts=Acts(
            "target_driven",
            ("goodhart_gap", "generous_recording"),
            "a checked record cannot be had by writing it down",
        ),
    )
    targets_collected: float = param(
        1.0,
        "Targets collected",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How much of the target data is collected. It costs recording hours, and only what "
        "is collected can be paid for.",
        acts=Acts(
            "target_driven",
            ("recording_share", "goodhart_gap", "good_weeks"),
            "collecting takes hours, and what is not collected cannot be paid for",
        ),
    )
    review_weeks: int = param(
        13,
        "Weeks between performance reviews",
        "weeks",
        bounds=(1, 520),
        plausible=(4, 52),
        help="How often the commissioner looks at recorded performance against target.",
        acts=Acts(
            "target_driven",
            ("goodhart_gap",),
            "where part of the stake hangs on the line, how often one looks decides how "
            "long a service stays near it",
            finding="The line moves services little (see the ratchet), so it matters "
            "little how often it is looked at.",
        ),
    )
    assurance: float = param(
        0.0,
        "Assurance",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far somebody looks at the work itself instead of at its numbers: false records "
        "are found and talked about, and staff see more clearly what helps. It takes hours.",
        acts=Acts(
            "target_driven",
            ("generous_recording", "goodhart_gap", "recording_share"),
            "a false record that is found brings no credit, and looking takes hours",
        ),
    )
    blame: float = param(
        0.0,
        "Blame",
        "0 to 1",
        bounds=(0, 1),
        plausible=(0, 1),
        help="What a failure that shows costs those who own up to it: it makes services hide "
        "failures, try less, and think worse of those who refuse them.",
        acts=Acts(
            "target_driven",
            ("goodhart_gap", "morale", "shift_honesty"),
            "where a failure on record is punished, it is not recorded",
        ),
    )
    competition: float = param(
        0.0,
        "Competition",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How strongly recorded performance decides who holds the money when contracts are "
        "let again; it wears down goodwill between those who bid for the same purse.",
        acts=Acts(
            "target_driven",
            ("shift_collectivism", "bounces"),
            "those who bid against each other open their doors less to each other",
            finding="Those who bid for one purse are few of all pairs of services, and the "
            "goodwill they lose does not show over all. What moves is staff.",
        ),
    )
    contract_weeks: int = param(
        156,
        "Length of contracts",
        "weeks",
        bounds=(13, 1040),
        plausible=(52, 520),
        help="Weeks between re-lettings of contracts.",
        acts=Acts(
            "target_driven",
            ("shift_collectivism",),
            "the oftener contracts are let again, the oftener services compete",
            finding="Rivals are few (see competition). Shorter contracts move staff oftener "
            "to those who record more, and that is what shows.",
        ),
    )
