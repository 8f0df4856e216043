"""What follows a commit: seals and papers, mail from the outbox, reminders. It writes through ``actions``."""
