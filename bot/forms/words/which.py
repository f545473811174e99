"""Sentences around the choice of a unit and a quarter."""


def no_unit() -> str:
    """To a person who is liaison of no unit."""
    return "您现在不是任何单位的联络员。要填报，请用信用办发的邀请链接绑定单位。"


def no_quarter() -> str:
    """While no quarter has been opened."""
    return "现在还没有开始考核的季度，开期以后会在这里通知您。"


def not_taking_part() -> str:
    """For a unit that is not assessed in the quarter."""
    return "本单位没有参加这个季度的考核。如有疑问请联系县信用办。"


def which_unit() -> str:
    """To a liaison of several units."""
    return "您负责几个单位，这次要办哪一个？"
