"""What follows a commit: seals and papers, mail from the outbox, publication, reminders. It writes through ``actions``."""
