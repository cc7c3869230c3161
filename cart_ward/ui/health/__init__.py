"""How the record and the station are doing."""
