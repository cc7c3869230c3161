"""NEWS2 score (RCP 2017). Never derived from CRS, nor CRS from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """NEWS2: points by parameter; `total` and `band` are None while a parameter is missing.

    Keys of `points`: rr, spo2, oxygen, sbp, pulse, acvpu, temp.
    """

    points: dict[str, int]
    missing: tuple[str, ...]
    total: int | None
    single_parameter_3: bool
    band: str | None
    min_monitoring: str | None
