"""A refusal: what an engine cannot compute, with what a user can do about it."""

from creditdsl.ir.names import DefinitionId


class Refused(Exception):
    """An engine cannot hold a value. `definition`: where it failed.

    `measures`: those below it whose range is not declared; none where no range would help, because fractions of
    different denominators are summed or handed out. `digits`: the greatest number of digits that the database holds.
    `too_deep`: whether its expressions stand within each other too deeply to be written as a query.
    """

    def __init__(
        self,
        definition: DefinitionId,
        measures: tuple[str, ...] = (),
        *,
        too_wide: bool = False,
        digits: int = 38,
        too_deep: bool = False,
    ) -> None:
        super().__init__(definition, measures)
        self.definition, self.measures, self.too_wide, self.digits = definition, measures, too_wide, digits
        self.too_deep = too_deep
