"""When a curve learns the noise, and what holds it back."""

from ui import exhibit, page

page.begin()
page.title("Overfitting", "When a curve learns the noise, and what holds it back.")
exhibit.lesson("regularization/overfitting")
page.end()
