"""Why L1 makes weights exactly 0, and L2 does not."""

from ui import exhibit, page

page.begin()
page.title("Diamond and circle", "Why L1 makes weights exactly 0, and L2 does not.")
exhibit.lesson("regularization/diamond")
page.end()
