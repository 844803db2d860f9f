"""Never letting go on the screen: the thread of somebody who was not there, and where they can be found."""
