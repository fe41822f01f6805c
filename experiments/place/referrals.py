"""What services know of each other, from how many people they referred."""

from simulation.parameters.named import COMMUNITY
from simulation.parameters.referral import ReferralConstants
from simulation.week.access.relationships import settled_knowledge
from simulation.wording import comma_list, nearest
from simulation.world import WEEKS_A_YEAR

from .sheet import Sheet, given, slug, unknown

COLUMNS = ("source", "target", "count")
Counts = dict[tuple[str, str], int]


def read_referrals(sheet: Sheet, services: list[str]) -> Counts:
    """One row for each pair: who referred, to whom, and how many people in a year.

    Parameters
    ----------
    services
        Names of the services there are; empty where they are not known for a mistake elsewhere.
    """
    counts: Counts = {}
    if not sheet.columns or not sheet.require(COLUMNS):
        return counts
    for column in sheet.columns:
        if column not in COLUMNS:
            unknown(sheet, column, COLUMNS, "a column for referrals")
    rows: dict[tuple[str, str], int] = {}
    for number, row in sheet.rows.items():
        pair = slug(row["source"]), slug(row["target"])
        before = len(sheet.problems)
        for column, name in zip(("source", "target"), pair, strict=True):
            known = [*services, COMMUNITY] if column == "source" else services
            if services and name not in known:
                _no_service(sheet, number, column, known)
        count = sheet.whole(number, "count")
        if pair[0] == pair[1]:
            sheet.tell(
                number, "target", f"is {given(row['target'])}, the source itself; leave the row out"
            )
        elif pair in rows:
            sheet.say(number, f"the pair is that of row {rows[pair]} again; give each pair once")
        rows[pair] = number
        if count is not None and len(sheet.problems) == before:
            counts[pair] = count
    return counts


def _no_service(sheet: Sheet, number: int, column: str, known: list[str]) -> None:
    text = sheet.rows[number][column]
    near = nearest(slug(text), known) if text else None
    meant = f"did you mean {near}?" if near else f"there are: {comma_list(known)}"
    sheet.tell(number, column, f"is {given(text)}, which is not the name of a service; {meant}")


def hide_small(counts: Counts, smallest: int) -> tuple[Counts, int]:
    """The counts of at least ``smallest``, and how many others above 0 there were."""
    kept = {pair: count for pair, count in counts.items() if count >= max(smallest, 1)}
    return kept, sum(1 for count in counts.values() if 0 < count < smallest)


def network_of(counts: Counts, referral: ReferralConstants) -> dict[str, dict[str, float]]:
    """Knowledge at the start, by referrer and service: what so many a year would keep up.

    At least what everybody knows of everybody; two decimals, so that no count can be read off.
    """
    network: dict[str, dict[str, float]] = {}
    for (source, target), count in counts.items():
        known = settled_knowledge(count / WEEKS_A_YEAR, referral)
        known = max(known, referral.knowledge_start)
        network.setdefault(source, {})[target] = round(known, 2)
    return network
