"""Small helpers of the tests of care."""

import pytest

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.errors import NotAllowed


def codes(refusal: pytest.ExceptionInfo[NotAllowed]) -> set[str]:
    """Return the codes of all findings of a refusal."""
    return {finding.code for finding in refusal.value.findings}


def versions_that_stand(chart: Chart) -> list[EntryId]:
    """Return the entries that nothing amends; a strike-out ends its chain too."""
    amended = [entry.amends for entry in chart.entries if entry.amends is not None]
    assert len(amended) == len(set(amended))
    return [entry.id for entry in chart.entries if entry.id not in amended]
