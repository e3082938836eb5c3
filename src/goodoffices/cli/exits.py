"""The exit codes every command keeps: 0 done, and these."""

EXIT_SOME_REFUSED = 1
EXIT_USAGE = 2
EXIT_NOTHING = 3
