"""Day post infusion, age, shift bounds, elapsed time; the ward's zone is an argument."""

from datetime import date, datetime, tzinfo


def day_post_infusion(infused_at: datetime, now: datetime, zone: tzinfo) -> int:
    """Return the calendar day since day 0 in the ward's zone (Day +n)."""
    return (now.astimezone(zone).date() - infused_at.astimezone(zone).date()).days


def age_years(born: date, on: date) -> int:
    """Return whole years of age; someone born on 29 February has the birthday on 1 March."""
    before_birthday = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - before_birthday
