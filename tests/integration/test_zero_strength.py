"""A process of no strength is the same, byte for byte, as no such process."""

from typing import Any

import pytest

from simulation.run import simulate
from simulation.scenario import Scenario, load_scenario
from tests.places import LEVERS
from tests.worlds import fingerprint, let_pass, shrunk, state, world_of

SMALL = {"run.past_weeks": 13, "run.weeks": 65, "place.past.contract_weeks": 26}
COUNTED = {
    "usual_pay", "usual_square", "counted", "closed", "reviewed", "recorded", "truth", "seen",
    "morale", "earned", "usual_earned",
}  # fmt: skip
"""What services and commissioners keep count of, or feel, whether or not anybody acts on it."""


def of(name: str, *without: str, **changes: Any) -> Scenario:
    """A shipped scenario, small; without some keyed entries, such as "crisis"."""
    data = shrunk(name, 150, **{**SMALL, **changes}).to_dict()
    return Scenario.from_dict({key: {} if key in without else data[key] for key in data})


def levers(**values: Any) -> dict[str, Any]:
    return {
        f"{table}.{name}": value
        for table in ("place.past", "commissioning")
        for name, value in values.items()
    }


FLOOD = {"week": 5, "shock": {"needs": {"housing": 0.5}}}
WITHOUT_THRESHOLDS = {
    **{f"service.{name}.threshold": 0.0 for name in load_scenario("plymouth").service},
    "model.culture.by_autonomy": 0.0,  # staff mind rules that bind them to nothing, too
}
UNLEARNED = {"services.learning.policy_learning": False}
UNMOVED = {"model.culture.turnover_morale": 0.0}
UNPUBLISHED = {"model.culture.publication": 0.0}
BELONGING = levers(culture_hours=0.02, listening_hours=0.02)
UNBLAMED = {
    "model.steering.blame_refusals": 0.0, "model.steering.blame_caution": 0.0,
    "model.steering.blame_hides": 0.0, "model.trials.failed": 0.0,
}  # fmt: skip

# what is tried: one way of saying nothing, another
SAME = {
    "no shocks, in either place": (
        {"model.life.shocks": 0.0},
        {f"need.{need}.shocks": 0.0 for need in load_scenario("plymouth").need},
    ),
    "an untangled place, drifting or triggered": (
        {"entanglement.c": 0.0}, {"entanglement.c": 0.0, "entanglement.form": "trigger"},
    ),
    "an untangled place, drifting or impaired": (
        {"entanglement.c": 0.0}, {"entanglement.c": 0.0, "entanglement.form": "impaired"},
    ),
    "no pull, and no entanglement": (
        {"entanglement.up": 0.0, "entanglement.down": 0.0}, {"entanglement.c": 0.0},
    ),
    "nothing blunted, and no entanglement": (
        {"entanglement.form": "impaired", "model.life.impair": 0.0}, {"entanglement.c": 0.0},
    ),
    "no pull of peers, nor hope from them, and no peers": (
        {"model.life.peer_pull": 0.0, "model.life.peers_hope": 0.0}, {"place.peers": 0},
    ),
    "dependency that does not grow, whatever it would do": (
        {"model.life.dependency_gain": 0.0},
        {
            "model.life.dependency_gain": 0.0, "model.life.dependency_saps": 1.0,
            "model.life.dependency_drains": 0.5, "model.life.dependency_fades": 0.5,
        },
    ),
    "nobody who hides, and hiding that keeps nobody from asking": (
        {"model.seeking.hide": 0.0}, {"model.seeking.hide": 0.6, "model.seeking.hidden_keeps": 1.0},
    ),
    "learning at no speed, and no learning": (
        {"services.learning.rate": 0.0, "services.learning.imitation": 0.0}, UNLEARNED,
    ),
    "reinforcement at no speed, and no learning": (
        {
            "services.learning.rate": 0.0, "services.learning.imitation": 0.0,
            "services.learning.rule": "roth_erev",
        },
        UNLEARNED,
    ),
    "hill-climbing by no step, and no learning": (
        {
            "services.learning.climb_step": 0.0, "services.learning.imitation": 0.0,
            "services.learning.rule": "hill_climb",
        },
        {**UNLEARNED, "services.learning.rule": "hill_climb"},
    ),
    "nothing tried, and no learning of practice": (
        {"services.learning.practice_spread": 0.0, **levers(experiment_rate=0.0)},
        {"services.learning.practice_learning": False},
    ),
    "without learning, any pay": (
        {**UNLEARNED, **UNMOVED, **levers(target_weight=1.0)},
        {**UNLEARNED, **UNMOVED, **levers(target_weight=0.0)},
    ),
    "a closed book, however many purses": (
        levers(open_book=0.0, purses_merged=0.0), levers(open_book=0.0, purses_merged=1.0),
    ),
    "a closed book, however long the move": (
        levers(open_book=0.0), {**levers(open_book=0.0), "model.money.move_weeks": 2},
    ),
    "no competition, however much is at stake": (
        levers(competition=0.0), {**levers(competition=0.0), "model.money.retender": 1.0},
    ),
    "no competition, target lines or ratchet, however long the contracts": (
        levers(competition=0.0, target_threshold=0.0, target_ratchet=0.0),
        levers(competition=0.0, target_threshold=0.0, target_ratchet=0.0, contract_weeks=13),
    ),
    "nothing at stake, however it is shared": (
        {**UNPUBLISHED, **levers(target_weight=0.0, pooled_share=0.0)},
        {**UNPUBLISHED, **levers(target_weight=0.0, pooled_share=1.0)},
    ),
    "no front door, whatever a pass costs": (
        levers(shared_front_door=0.0), {**levers(shared_front_door=0.0),
                                        "model.effort.front_door": 5.0},
    ),
    "neither warmth nor expertise, whatever they would do": (
        levers(warmth=0.5),
        {
            **levers(warmth=0.5), "model.seeking.warmth_keeps": 0.5,
            "model.support.expertise_gain": 0.5, "model.support.warmth_reach": 0.5,
            "model.support.warmth_trust": 0.5,
        },
    ),
    "warmth and expertise that do nothing, and neither": (
        levers(warmth=0.5),
        {
            **levers(warmth=1.0), "model.seeking.warmth_keeps": 0.0,
            "model.support.expertise_gain": 0.0, "model.support.warmth_reach": 0.0,
            "model.support.warmth_trust": 0.0,
        },
    ),
    "support by routine, whatever flexible support would do": (
        levers(flexibility=0.0),
        {
            **levers(flexibility=0.0), "model.support.flexible_gain": 1.0,
            "model.support.flexible_strength": 1.0, "model.support.flexible_freedom": 1.0,
            "model.effort.flexible": 1.0,
        },
    ),
    "flexible support that does nothing, and support by routine": (
        levers(flexibility=0.0),
        {
            **levers(flexibility=1.0), "model.support.flexible_gain": 0.0,
            "model.support.flexible_strength": 0.0, "model.support.flexible_freedom": 0.0,
            "model.effort.flexible": 0.0,
        },
    ),
    "no endings agreed, whatever they would leave": (
        levers(shared_endings=0.0),
        {
            **levers(shared_endings=0.0), "model.support.ending_weeks": 50,
            "model.support.ending_strength": 1.0, "model.support.ending_freedom": 1.0,
            "model.support.ending_trust": 1.0,
        },
    ),
    "labels that do not stick, and labels for no week": (
        levers(label_effect=0.0), {"model.referral.label_weeks": 0},
    ),
    "thresholds that nobody keeps, however they would creep": (
        levers(threshold_rigidity=0.0),
        {**levers(threshold_rigidity=0.0), "model.referral.threshold_creep": 0.8},
    ),
    "no thresholds, however rigid": (
        {**WITHOUT_THRESHOLDS, **UNMOVED, **levers(threshold_rigidity=0.0)},
        {**WITHOUT_THRESHOLDS, **UNMOVED, **levers(threshold_rigidity=1.0)},
    ),
    "first come, first served, however long a wait is long": (
        levers(allocation=0.0), {**levers(allocation=0.0), "model.referral.long_wait": 500},
    ),
    "no audit, whatever the penalty": (
        {"model.support.audit": 0.0}, {"model.support.penalty": 0.0},
    ),
    "no blame, whatever a failure costs": (
        levers(blame=0.0), {**levers(blame=0.0), "model.culture.blame_cost": 5.0},
    ),
    "blame that costs nothing and moves nobody, and none": (
        {**UNMOVED, **UNBLAMED, "model.culture.blame_cost": 0.0, **levers(blame=1.0)},
        {**UNMOVED, "model.culture.blame_cost": 5.0, **levers(blame=0.0)},
    ),
    "all collected, whoever presses from outside": (
        {"model.culture.outside": 0.0}, {"model.culture.outside": 1.0},
    ),
    "nobody presses from outside, however much is explained": (
        {"model.culture.outside": 0.0, **levers(targets_collected=0.5)},
        {"model.culture.outside": 0.0, "model.culture.explaining_hours": 0.5,
         **levers(targets_collected=0.5)},
    ),
    "no assurance, whatever it would find": (
        levers(assurance=0.0), {**levers(assurance=0.0), "model.culture.assurance_finds": 1.0},
    ),
    "assurance that finds, shows and takes nothing, and no audit": (
        {"model.culture.assurance_finds": 0.0, "model.steering.assurance_sees": 0.0,
         "model.steering.assurance_hours": 0.0, **levers(assurance=1.0)},
        {"model.support.audit": 0.0, **levers(assurance=0.0)},
    ),
    "nobody listens, however often": (
        levers(listening_hours=0.0), levers(listening_hours=0.0, listening_cycle_weeks=3),
    ),
    "affiliation that does not move, whoever meets": (
        {**BELONGING, "model.culture.affiliation_rate": 0.0},
        {**BELONGING, "model.culture.affiliation_rate": 0.0, "model.culture.contact": 5.0,
         "model.culture.affiliation_form": "interaction"},
    ),
    "nobody meets, whatever they would learn of each other": (
        levers(culture_hours=0.0), {**levers(culture_hours=0.0), "model.culture.meeting": 1.0},
    ),
    "contact without dissonance in the interaction form, and none": (
        {"model.culture.affiliation_form": "interaction", "model.culture.contact_hours": 0.01,
         "model.culture.meeting": 0.0, **levers(culture_hours=0.02)},
        {"model.culture.affiliation_form": "interaction", "model.culture.contact_hours": 0.5,
         "model.culture.meeting": 0.0, **levers(culture_hours=0.02)},
    ),
    "morale that moves nobody, whatever makes it": (
        UNMOVED, {**UNMOVED, "model.culture.morale_rate": 0.0},
    ),
    "morale that does not move, whatever turns on it": (
        {"model.culture.morale_rate": 0.0, "model.culture.turnover_morale": 0.0},
        {"model.culture.morale_rate": 0.0, "model.culture.turnover_morale": 4.0},
    ),
    "nobody leaves, whatever that would break": (
        {"model.money.turnover": 0.0, **levers(competition=0.0)},
        {"model.money.turnover": 0.0, "model.culture.trust_broken": 0.1,
         **levers(competition=0.0, role_fit=1.0)},
    ),
    "posts filled at once, however long the best would take": (
        levers(role_fit=0.0), {**levers(role_fit=0.0), "model.culture.vacancy_weeks": 52},
    ),
    "outreach that finds nobody, and none": (
        {"model.seeking.outreach": 0.0},
        {"model.seeking.outreach": 0.0, "service.street_outreach.access": "self"},
    ),
    "agreement where nothing is to be decided": (
        levers(open_book=0.0, competition=0.0, consensus_share=0.0),
        {**levers(open_book=0.0, competition=0.0, consensus_share=1.0),
         "model.steering.consensus_hours": 0.0},
    ),
    "no consensus, however long it would take": (
        levers(open_book=0.5), {**levers(open_book=0.5), "model.steering.consensus_weeks": 100},
    ),
    "moves that nobody resents, and moves that all agreed to at once": (
        {**levers(open_book=0.5), "model.money.imposed_loss": 0.0,
         "model.culture.affiliation_start": 1.0},
        {**levers(open_book=0.5, consensus_share=1.0), "model.steering.consensus_weeks": 0,
         "model.steering.consensus_hours": 0.0, "model.culture.affiliation_start": 1.0},
    ),
    "commissioners who stress nothing, and who learn nothing": (
        {"model.steering.stress": 0.0, "model.steering.rate": 1e-300},
        {"model.steering.rate": 0.0},
    ),
    "no facilitation, whatever it would do": (
        levers(facilitation=0.0),
        {**levers(facilitation=0.0), "model.steering.facilitation_gain": 1.0,
         "model.steering.facilitation_hours": 0.3},
    ),
    "facilitation that does and takes nothing": (
        {**levers(facilitation=1.0), "model.steering.facilitation_gain": 0.0,
         "model.steering.facilitation_hours": 0.0},
        levers(facilitation=0.0),
    ),
    "no experiments, however they are governed": (
        levers(experiment_rate=0.0),
        {**levers(experiment_rate=0.0, governance_delay_weeks=0, safety_check=1.0),
         "model.trials.step": 2.0},
    ),
    "experiments that change nothing": (
        {**levers(experiment_rate=12.0, safety_check=0.0), "model.trials.step": 0.0,
         "model.trials.failed": 0.0},
        levers(experiment_rate=0.0),
    ),
    "a reconciliation of nothing": ({}, {"event": {"truth": {"week": 5, "reconcile": 0.0}}}),
    "nothing scaled up": ({}, {"event": {"rollout": {"week": 5, "scale_up": 0.0}}}),
    "nothing lifted": ({}, {"event": {"copy": {"week": 5, "lift": 0.0}}}),
    "a lever set to where it stands": (
        {}, {"event": {"sham": {"week": 5, "over": 9, "set": {"overhead": 0.2}}}},
    ),
    "a shock that hits nobody": (
        {}, {"event": {"flood": {**FLOOD, "shock": {**FLOOD["shock"], "share": 0.0}}}},
    ),
    "a shock that adds nothing": (
        {}, {"event": {"flood": {**FLOOD, "shock": {"needs": {"housing": 0.0}}}}},
    ),
}  # fmt: skip


def after(scenario: Scenario) -> dict[str, bytes]:
    """People and services at the end, apart from what never changes, is only counted, or (what
    is tried, in units of the spread) comes to nothing.
    """
    world = let_pass(world_of(scenario, 3).fork(scenario), scenario.run.weeks)
    apart = {"peers", "found", "asking", "tried", *COUNTED}
    return {name: column for name, column in state(world).items() if name not in apart}


@pytest.mark.parametrize("name", SAME)
def test_nothing_is_nothing(name):
    one, other = (after(of("target_driven", **changes)) for changes in SAME[name])
    assert [column for column in one if one[column] != other[column]] == []


@pytest.mark.parametrize(("table", "rate"), [("crisis", "hazard"), ("exit", "hazard")])
def test_a_hazard_of_nothing_is_no_hazard(table, rate):
    names = getattr(load_scenario("plymouth"), table)
    idle = of("target_driven", **{f"{table}.{name}.{rate}": 0.0 for name in names})
    assert fingerprint(simulate(idle, 3)) == fingerprint(simulate(of("target_driven", table), 3))


IN_FORCE = levers(
    open_book=0.5, purses_merged=0.5, competition=0.5, target_ratchet=0.5, target_threshold=0.5,
    pooled_share=0.5, allocation=0.5, shared_front_door=0.5, target_weight=1.0, contract_weeks=52,
    experiment_rate=12.0, governance_delay_weeks=8, listening_hours=0.02, culture_hours=0.02,
)  # fmt: skip


@pytest.mark.parametrize("lever", LEVERS)
def test_every_lever_does_something(lever):
    """Where all processes are on, none is a lever in name only."""
    declared = LEVERS[lever]
    low, high = declared.plausible
    other = declared.type(low + 0.3 * (high - low))
    base = {**IN_FORCE, "proxy.completions.target": 0.2, "run.weeks": 110}
    moved = {**base, **levers(**{lever: other})}
    one, two = (after(of("target_driven", **changes)) for changes in (base, moved))
    assert (one["need"], one["chance"]) != (two["need"], two["chance"])
