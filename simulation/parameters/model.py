"""Constants of the mechanisms: the same for every service and every regime."""

from .casework import Effort, Referral, Support
from .culture import Culture
from .declare import Section
from .organisations import Money, Practice
from .people import Life, Seeking
from .steering import Steering
from .trials import Trials


class Model(Section):
    """All constants, by the process that uses them."""

    life: Life = Life()
    seeking: Seeking = Seeking()
    referral: Referral = Referral()
    effort: Effort = Effort()
    support: Support = Support()
    practice: Practice = Practice()
    money: Money = Money()
    culture: Culture = Culture()
    trials: Trials = Trials()
    steering: Steering = Steering()
