"""Small helpers of the tests of care."""

import pytest

from cart_ward.errors import NotAllowed


def codes(refusal: pytest.ExceptionInfo[NotAllowed]) -> set[str]:
    """Return the codes of all findings of a refusal."""
    return {finding.code for finding in refusal.value.findings}
