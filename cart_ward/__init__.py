"""CAR-T Ward: monitoring, neuro checks and tocilizumab at the nursing station of a CAR-T ward."""

__version__ = "0.1.0"
