"""The steps from schema to schema: one a file under `versions`, never edited after release."""
