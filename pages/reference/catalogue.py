"""Every surface, rule, schedule and penalty: what it is, and the proof that it is right."""

from ui.catalogue import view
from ui.frame import page
from ui.parts import exhibit

page.begin()
page.title("Catalogue", "Everything on the shelves: what it is, what you can set, and who has checked it.")
exhibit.lesson("reference/catalogue")
view.show(view.choose())
page.end()
