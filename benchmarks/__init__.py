"""Comparisons of speed: who is measured against whom in one run, told as ratios; `make bench-NAME` runs one.

Times of a machine are reported and never judged; what has a goal is a ratio.
"""
