"""From a bundle to a machine that starts the hall by itself: a list of what must be, compared with what is, and made.

Everything that it puts down lies in paths of its own (`wanted.OWN`), so that taking it away is making the empty list.
"""
