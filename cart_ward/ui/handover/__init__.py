"""Preview, sign and print the handover sheet."""
