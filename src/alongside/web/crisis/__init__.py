"""What to do when it gets bad: the crisis plan on screen and on paper."""
