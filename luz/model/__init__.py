"""The language of `plans/`: what a company may write about itself, its clients and its promises."""
