"""Reports of many sources into incidents: candidates, learned noise, links, and what is believed of each incident."""
