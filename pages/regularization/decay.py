"""A pull toward 0, inside the gradient or beside it."""

from ui import exhibit, page

page.begin()
page.title("Weight decay", "A pull toward 0, inside the gradient or beside it.")
exhibit.lesson("regularization/decay")
page.end()
