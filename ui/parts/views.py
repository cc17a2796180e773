"""A page of several views: one is shown, and the settings of the others wait in the link."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from ui.frame import page, settings
from ui.parts.menus import buttons


@dataclass(frozen=True)
class Views:
    """The views of a page, a module under each label; the first is what the page opens with.

    Of what the settings describe, `asked`, a view tells `title(*asked)`, what the page shows and one sentence about it, and
    draws `show(*asked)`; where the controls are its own, it has `steer(*asked)`.
    """

    modules: Mapping[str, ModuleType]
    name: str = "show"  # of the setting
    label: str = "View"
    former: Mapping[str, str] = field(default_factory=dict)  # labels of before, which links may still have

    def __iter__(self) -> Iterator[str]:
        """Their labels."""
        return iter(self.modules)

    def shown(self) -> str:
        """The label of the view that is shown."""
        return settings.choice(self.name, list(self), next(iter(self)), self.former)

    def view(self) -> ModuleType:
        """The view that is shown."""
        return self.modules[self.shown()]

    def choose(self, act: Callable[[str], None] | None = None) -> None:
        """The views there are, as a row of buttons; `act` is what a page does instead of keeping the choice."""
        buttons(self.label, self.name, list(self), self.shown(), act=act)

    def title(self, *asked: Any) -> None:
        page.title(*self.view().title(*asked))

    def show(self, *asked: Any) -> None:
        self.view().show(*asked)

    def steer(self, *asked: Any) -> None:
        self.view().steer(*asked)
