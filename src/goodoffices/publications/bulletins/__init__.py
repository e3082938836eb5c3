"""The bulletin of the monitoring room: what it holds as data, and every form in which it goes out."""
