"""Puts the house together: settings, routes, the WSGI entry and the console command. Nothing imports it."""
