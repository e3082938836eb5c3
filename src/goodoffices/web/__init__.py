"""The workbench in a browser: thin pages over Workbench, for one person on a laptop or a team on a server."""
