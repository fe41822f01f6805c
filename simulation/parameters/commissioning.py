"""The levers: what a commissioner can set. Nothing else differs between regimes."""

from .declare import Section, param


class Commissioning(Section):
    """Levers in force. All are numbers, may be mixed, and may be ramped by events."""

    # what is rewarded, and how
    target_weight: float = param(
        0.0, "Weight of targets", "weight of one full success", low=0, high=10, plausible=(0, 2),
        help="What is at stake for a service on each settled case: how much a success, as it is "
        "measured, counts beside the staff's own sense of purpose.",
    )  # fmt: skip
    pay: dict[str, float] = param(
        {}, "What is paid for", "share",
        help="How the weight is spread over the place's proxies, by name. The shares are scaled "
        "to sum to one; left empty, all proxies count alike.",
    )  # fmt: skip
    target_threshold: float = param(
        0.0, "All-or-nothing share", "share", low=0, high=1, plausible=(0, 1),
        help="Share of the stake that is won or lost at the target line, so that a case matters "
        "most when the service stands near it.",
    )  # fmt: skip
    target_ratchet: float = param(
        0.0, "Ratchet", "share a year", low=0, high=1, plausible=(0, 1),
        help="How far next year's target moves up to what was recorded this year.",
    )  # fmt: skip
    proxy_validity: float = param(
        0.0, "Validity of the record", "share", low=0, high=1, plausible=(0, 1),
        help="Chance that what counts is checked against what truly happened instead of taken "
        "from the service's own record.",
    )  # fmt: skip
    targets_collected: float = param(
        1.0, "Targets collected", "share", low=0, high=1, plausible=(0, 1),
        help="How much of the target data is collected. It costs recording hours, and only what "
        "is collected can be paid for.",
    )  # fmt: skip
    review_weeks: int = param(
        13, "Weeks between performance reviews", "weeks", low=1, high=520, plausible=(4, 52),
        help="How often the commissioner looks at recorded performance against target.",
    )  # fmt: skip

    # (a) collective responsibility
    pooled_share: float = param(
        0.0, "Pooled reward", "share", low=0, high=1, plausible=(0, 1),
        help="Share of the stake that is paid on how all who work with a person did, divided "
        "among them, instead of on a service's own case.",
    )  # fmt: skip

    # (b) best for people
    allocation: float = param(
        0.0, "Places by need and benefit", "share", low=0, high=1, plausible=(0, 1),
        help="How places are given from the queue: 0, first come first served; 1, by how severe "
        "the need is, what the service can do about it and how entangled the person's needs are.",
    )  # fmt: skip
    shared_front_door: float = param(
        0.0, "Shared front door", "share", low=0, high=1, plausible=(0, 1),
        source="one front door spared 98 of 203 second assessments a month (F22)",
        help="Share of referrals that come through one front door: a recent assessment is "
        "trusted instead of repeated, and the door knows the services. It costs hours.",
    )  # fmt: skip

    # (e) open book
    open_book: float = param(
        0.0, "Open book", "share", low=0, high=1, plausible=(0, 1),
        help="How far services and commissioner see each other's capacity: referrals go where "
        "there is room, and staff are moved to reported bottlenecks.",
    )  # fmt: skip
    purses_merged: float = param(
        0.0, "Purses merged", "share", low=0, high=1, plausible=(0, 1),
        help="How far money and staff may cross from one purse to another.",
    )  # fmt: skip

    # competition
    competition: float = param(
        0.0, "Competition", "share", low=0, high=1, plausible=(0, 1),
        help="How strongly recorded performance decides who holds the money when contracts are "
        "let again; it wears down goodwill between those who bid for the same purse.",
    )  # fmt: skip
    contract_weeks: int = param(
        156, "Length of contracts", "weeks", low=13, high=1040, plausible=(52, 520),
        help="Weeks between re-lettings of contracts.",
    )  # fmt: skip

    # what the way of working takes of everybody's hours
    overhead: float = param(
        0.20, "Overhead", "share of hours", low=0, high=0.9, plausible=(0.05, 0.35),
        help="Management, travel, supervision and meetings: hours that are neither support, "
        "recording, coordination nor learning.",
    )  # fmt: skip
    learning_hours: float = param(
        0.02, "Learning hours", "share of hours", low=0, high=0.5, plausible=(0, 0.1),
        help="Hours kept for looking at one's own work; they speed up the learning of practice.",
    )  # fmt: skip
