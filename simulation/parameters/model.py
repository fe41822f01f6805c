"""Constants of the mechanisms: the same for every service and every regime."""

from .culture import Culture
from .declare import Section
from .effort import Effort
from .life import Life
from .organisations import Money, Practice
from .referral import Referral
from .seeking import Seeking
from .steering import Steering
from .support import Support
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
