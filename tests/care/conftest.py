"""What the tests of care share."""

import pytest

from cart_ward.clinical.people import AdmissionId
from tests.builders import WardBuilder


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Return a patient with CRS 2, graded by a nurse just now."""
    admitted = ward.admit()
    ward.record_vitals(admitted, temperature="39.1", systolic=88, fluids=True)
    return admitted
