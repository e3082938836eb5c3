"""Names of people across scripts, spellings and cases."""
