"""Levers of acting together: the principles an alliance signs up to."""

from .declare import Acts, Evidence, Section, param


class AllianceLevers(Section):
    """What is shared: responsibility, places, decisions, the book, roles."""

    pooled_share: float = param(
        0.0,
        "Pooled reward",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Share of the stake that is paid on how all who work with a person did, divided "
        "among them, instead of on a service's own case.",
        acts=Acts(
            "alliance",
            ("coordination_share", "good_weeks"),
            "what another did for the same person counts for oneself, but divided",
            finding="What the team earns is divided among it, and comes late and noisy: "
            "joint work pays a service no more than work alone, and stays as rare.",
        ),
    )
    allocation: float = param(
        0.0,
        "Places by need and benefit",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How places are given from the queue: 0, first come first served; 1, by how severe "
        "the need is, what the service can do about it and how entangled the person's needs are.",
        acts=Acts(
            "alliance",
            ("wait_weeks", "burden_worst_fifth"),
            "those worst off are seen first, others wait longer",
        ),
    )
    shared_front_door: float = param(
        0.0,
        "Shared front door",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        evidence=Evidence("A", "one front door spared 98 of 203 second assessments a month (F22)"),
        help="Share of referrals that come through one front door: a recent assessment is "
        "trusted instead of repeated, and the door knows the services. It costs hours.",
        acts=Acts(
            "alliance",
            ("stories", "recording_share", "coordination_share"),
            "a recent assessment is trusted, so that the story is told less often",
        ),
    )
    consensus_share: float = param(
        0.0,
        "Decisions by consensus",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="Share of decisions about staff and money that all must agree to: they take hours "
        "and time and can be blocked, and those who lose by them bear no grudge.",
        acts=Acts(
            "alliance",
            ("coordination_share", "wait_weeks", "shift_collectivism"),
            "agreement takes meetings and months, and leaves goodwill whole",
        ),
    )
    open_book: float = param(
        0.0,
        "Open book",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far services and commissioner see each other's capacity: referrals go where "
        "there is room, and staff are moved to reported bottlenecks.",
        acts=Acts(
            "alliance",
            ("good_weeks", "wait_weeks", "bounces"),
            "people are sent where there is room, and staff go where people wait",
        ),
    )
    purses_merged: float = param(
        0.0,
        "Purses merged",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far money and staff may cross from one purse to another.",
        acts=Acts(
            "alliance",
            ("good_weeks", "wait_weeks"),
            "a bottleneck can be met from any budget, not from its own alone",
            finding="Beds never move, and staff move within purses as it is: those who "
            "could cross are few.",
        ),
    )
    role_fit: float = param(
        0.0,
        "Best person for the role",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far roles are filled by whoever fits best, wherever they work: posts stay empty "
        "longer, and those who come lose less skill.",
        acts=Acts(
            "alliance",
            ("good_weeks", "direct_share", "caseload"),
            "skill is lost less when staff change, but posts stay empty meanwhile",
            finding="Newcomers settle in within the year, so that the skill saved is about "
            "what empty posts cost.",
        ),
    )
    facilitation: float = param(
        0.0,
        "Facilitation",
        "share",
        bounds=(0, 1),
        plausible=(0, 1),
        help="How far commissioners bring services together instead of managing them: services "
        "that share people get to know each other, and agreement comes sooner. It takes hours.",
        acts=Acts(
            "alliance",
            ("futile_share", "coordination_share"),
            "services that know each other send people where they are taken",
        ),
    )
