"""What is seen: Qt and APScheduler live here."""
