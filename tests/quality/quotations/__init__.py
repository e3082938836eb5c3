"""Own example passages of quotations, and how they are scored."""
