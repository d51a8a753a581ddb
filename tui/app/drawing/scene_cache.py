"""A cache of prepared scenes, one for each motion of the content."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.figure.motion import Motion
    from tui.figure.scene import Scene
    from tui.guide.content.record_index import Index


class SceneCache:
    """Scenes by the id of their motion. Fitting the camera takes a moment, so it is done once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._scenes: dict[str, Scene] = {}

    def scene(self, motion: str) -> Scene:
        """The scene of a motion.

        Raises:
            KeyError: if the content has no such motion.

        """
        if motion not in self._scenes:
            self._scenes[motion] = _staged(self._index.motions[motion])
        return self._scenes[motion]


@lru_cache(maxsize=128)
def _staged(motion: Motion) -> Scene:
    """The scene of a motion, the same for every guide of this process."""
    # Imported here: until a figure is shown, nothing needs to know how to draw one.
    from tui.figure.motion_parser import prepare
    from tui.figure.scene import stage

    return stage(prepare(motion))
