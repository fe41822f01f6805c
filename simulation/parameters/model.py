"""Constants of the mechanisms: the same for every service and every regime."""

from .culture import CultureConstants
from .declare import Section
from .effort import EffortConstants
from .life import LifeConstants
from .organisations import MoneyConstants, PracticeConstants
from .referral import ReferralConstants
from .seeking import SeekingConstants
from .steering import SteeringConstants
from .support import SupportConstants
from .trials import TrialsConstants


class Model(Section):
    """All constants, by the process that uses them."""

    life: LifeConstants = LifeConstants()
    seeking: SeekingConstants = SeekingConstants()
    referral: ReferralConstants = ReferralConstants()
    effort: EffortConstants = EffortConstants()
    support: SupportConstants = SupportConstants()
    practice: PracticeConstants = PracticeConstants()
    money: MoneyConstants = MoneyConstants()
    culture: CultureConstants = CultureConstants()
    trials: TrialsConstants = TrialsConstants()
    steering: SteeringConstants = SteeringConstants()
