"""What becomes of every coefficient as the penalty grows."""

from ui import exhibit, page

page.begin()
page.title("Paths", "What becomes of every coefficient as the penalty grows.")
exhibit.lesson("regularization/paths")
page.end()
