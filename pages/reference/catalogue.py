"""Every surface, rule, schedule and penalty: what it is, and the proof that it is right."""

from ui import catalogue, exhibit, page

page.begin()
page.title("Catalogue", "Everything on the shelves: what it is, what you can set, and who has checked it.")
exhibit.lesson("reference/catalogue")
catalogue.show(catalogue.choose())
page.end()
