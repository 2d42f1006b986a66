"""Quotas within groups of units: `县区、市直 各前30%`.

Receives 等次 and the 名单. Promises 等次 whose quotas name groups as the 名单 spells them, and a message for a group
that it does not have and for a unit that stands in two of them.
"""

from collections.abc import Mapping
from dataclasses import replace

from creditdsl.base.collect import Collector
from creditdsl.base.spelling import name_key
from creditdsl.compiler import block_errors
from creditdsl.syntax.nodes import GradeBand, Grades, Quota


def quotas_of_groups(grades: Grades, roster: Mapping[str, tuple[str, ...]], problems: Collector) -> Grades:
    """Return the grades with the groups of their quotas resolved; a group without its message stays as typed."""
    return replace(grades, bands=tuple(_resolved(band, roster, problems) for band in grades.bands))


def _resolved(band: GradeBand, roster: Mapping[str, tuple[str, ...]], problems: Collector) -> GradeBand:
    if band.quota is None or not band.quota.groups:
        return band
    spelt = {name_key(group): group for group in roster}
    groups = tuple(spelt.get(name_key(group), group) for group in band.quota.groups)
    _check(replace(band.quota, groups=groups), roster, problems)
    return replace(band, quota=replace(band.quota, groups=groups))


def _check(quota: Quota, roster: Mapping[str, tuple[str, ...]], problems: Collector) -> None:
    homes: dict[str, str] = {}
    for group in quota.groups:
        if group not in roster:
            problems.add(block_errors.NotInRoster(group, tuple(roster), in_rule=True), quota.span)
        for unit in roster.get(group, ()):
            if unit in homes:
                problems.add(block_errors.UnitInTwoGroups(unit, (homes[unit], group)), quota.span)
                return
            homes[unit] = group
