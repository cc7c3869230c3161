"""Tocilizumab: dose by weight, vials, the course, the next possible time, every rule by code.

The one door to `dose` (arithmetic), `dose_rules` (codes), `dose_course` (what was charted),
`dose_checks` (two people) and `dose_question` (what an intended dose asks of a chart).
"""

from cart_ward.clinical.dose import (
    MAX_MG,
    SIZES,
    Calculated,
    Figures,
    calculate,
    checks_agree,
    choose_vials,
    enough_for,
    total_mg,
    usable_weight,
    volume,
)
from cart_ward.clinical.dose_checks import check_rulings, figures_of, last_checks, order_figures
from cart_ward.clinical.dose_course import (
    DRUG,
    USUAL_LENGTH,
    Course,
    Given,
    OpenOrder,
    course,
    entry_ids,
    is_tocilizumab,
)
from cart_ward.clinical.dose_question import question_from
from cart_ward.clinical.dose_rules import (
    CEILING,
    INTERVAL,
    PER_DAY,
    SHORTEST_MIN,
    DoseQuestion,
    eligible_from,
    next_if_given,
    rulings,
    to_give,
)

__all__ = [
    "CEILING",
    "DRUG",
    "INTERVAL",
    "MAX_MG",
    "PER_DAY",
    "SHORTEST_MIN",
    "SIZES",
    "USUAL_LENGTH",
    "Calculated",
    "Course",
    "DoseQuestion",
    "Figures",
    "Given",
    "OpenOrder",
    "calculate",
    "check_rulings",
    "checks_agree",
    "choose_vials",
    "course",
    "eligible_from",
    "enough_for",
    "entry_ids",
    "figures_of",
    "is_tocilizumab",
    "last_checks",
    "next_if_given",
    "order_figures",
    "question_from",
    "rulings",
    "to_give",
    "total_mg",
    "usable_weight",
    "volume",
]
