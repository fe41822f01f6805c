"""Services from a table: how people come in, what they help with, and what they can do."""

from dataclasses import dataclass, field
from typing import Any, get_args

from simulation.parameters import Parameter, Service, catalogue
from simulation.parameters.named import COMMUNITY, NAMED
from simulation.scenario.names import NAME
from simulation.wording import comma_list, nearest
from simulation.world import WEEKS_A_YEAR

from .sheet import Sheet, given, slug, unknown

HELPS = "helps_"
REQUIRED = ("name", "access")
TEXTS = ("label", "kind", "purse")
NUMBERS = {"staff": "staff", "beds": "places", "caseload": "caseload", "threshold": "threshold"}
BUDGET = "budget"
COLUMNS = (*REQUIRED, *TEXTS, *NUMBERS, BUDGET)
AGREE = 0.25
"""Share by which a budget may miss what the stated staff would cost."""

ACCESS = [str(form) for form in get_args(Service.model_fields["access"].annotation)]
_DECLARED: dict[str, Parameter] = {
    parameter.path.rpartition(".")[2]: parameter
    for parameter in catalogue()
    if parameter.path.startswith("service.*.")
}
_AMOUNT = next(parameter for parameter in catalogue() if parameter.path == "purse.*.amount")


@dataclass
class Services:
    """Tables of services and purses, as a scenario has them, by name."""

    service: dict[str, dict[str, Any]] = field(default_factory=dict)
    budgets: dict[str, dict[str, float]] = field(default_factory=dict)
    purses: dict[str, str] = field(default_factory=dict)

    def purse(self) -> dict[str, dict[str, Any]]:
        """Each purse, its amount the sum of what it pays for."""
        return {
            name: {
                "label": self.purses[name],
                "amount": sum(paid.values()),
                "funds": {service: money / sum(paid.values()) for service, money in paid.items()},
            }
            for name, paid in self.budgets.items()
        }


def read_services(sheet: Sheet, needs: list[str], worker_cost: float) -> Services:
    """One row for each service.

    Parameters
    ----------
    needs
        Names of the needs there are; empty where they are not known for a mistake elsewhere.
    worker_cost
        What a full-time worker costs, £ a year: budgets must agree with it.
    """
    found = Services()
    if not sheet.columns or not sheet.require(REQUIRED):
        return found
    helps = {f"{HELPS}{need}": need for need in needs}
    for column in sheet.columns:
        if column.startswith(HELPS) and needs and column not in helps:
            unknown(sheet, column, helps, "a need of the table of people")
        elif not column.startswith(HELPS) and column not in COLUMNS:
            unknown(sheet, column, [*COLUMNS, *helps], "a column for services")
    if not any(column.startswith(HELPS) for column in sheet.columns):
        first = next(iter(helps), f"{HELPS}housing")
        sheet.say(sheet.heading, f"there is no column for what services help with, such as {first}")
    rows: dict[str, int] = {}
    for number, row in sheet.rows.items():
        name = slug(row["name"])
        if not _usable(sheet, number, row["name"], name, rows):
            continue
        rows[name] = number
        found.service[name] = _service(sheet, number, helps)
        _capacity(sheet, number, name, found, worker_cost)
    return found


def _usable(sheet: Sheet, number: int, text: str, name: str, rows: dict[str, int]) -> bool:
    if not NAME.fullmatch(name):
        says = f"is {given(text)}; a name begins with a letter from a to z"
    elif name == COMMUNITY:
        says = f"is {text}, which means those who come on their own; give another"
    elif name in rows:
        says = f"is {text}, as in row {rows[name]}; give each service a name of its own"
    else:
        return True
    sheet.tell(number, "name", says)
    return False


def _service(sheet: Sheet, number: int, helps: dict[str, str]) -> dict[str, Any]:
    row = sheet.rows[number]
    service: dict[str, Any] = {"label": row.get("label") or row["name"]}
    if row.get("kind"):
        service["kind"] = row["kind"]
    access = slug(row["access"])
    if access not in ACCESS:
        near = nearest(access, ACCESS) if access else None
        meant = f"did you mean {near}?" if near else f"it must be one of {comma_list(ACCESS)}"
        sheet.tell(number, "access", f"is {given(row['access'])}; {meant}")
    service["access"] = access
    for column in ("caseload", "threshold"):
        value = _number(sheet, number, column)
        if value is not None:
            service[column] = value
    bounds, before = NAMED["service.*.helps"], len(sheet.problems)
    effects = {
        need: sheet.number(number, column, bounds.low, bounds.high)
        for column, need in helps.items()
        if column in sheet.columns
    }
    service["helps"] = {need: effect for need, effect in effects.items() if effect}
    if effects and not service["helps"] and len(sheet.problems) == before:
        says = "offers nothing; give at least one of its helps_ columns a number other than 0"
        sheet.say(number, f"{row['name']} {says}")
    return service


def _number(sheet: Sheet, number: int, column: str) -> float | None:
    declared = _DECLARED[NUMBERS[column]]
    return sheet.number(number, column, declared.low or 0.0, declared.high or 0.0)


def _capacity(sheet: Sheet, number: int, name: str, found: Services, worker_cost: float) -> None:
    """Staff, beds or a budget: what a service can do, and whose money it is."""
    before = len(sheet.problems)
    staff, beds = (_number(sheet, number, column) for column in ("staff", "beds"))
    budget = sheet.number(number, BUDGET, 0, _AMOUNT.high or 0.0)
    if len(sheet.problems) > before:
        return
    row, service = sheet.rows[number], found.service[name]
    if staff and beds:
        sheet.say(number, "staff and beds are both given; give one, or make two services of it")
    elif not (staff or beds or budget):
        sheet.say(number, "staff, beds and budget are all empty or 0; give one of them")
    elif not budget:
        service |= {"staff": staff} if staff else {"places": beds}
    elif not row.get("purse"):
        sheet.tell(number, "purse", "is empty; say whose money the budget is")
    else:
        _fund(sheet, number, name, found, (budget, staff, beds), worker_cost)


def _fund(
    sheet: Sheet,
    number: int,
    name: str,
    found: Services,
    stated: tuple[float, float | None, float | None],
    worker_cost: float,
) -> None:
    budget, staff, beds = stated
    text = sheet.rows[number]["purse"]
    purse = slug(text)
    if not NAME.fullmatch(purse):
        sheet.tell(number, "purse", f"is {given(text)}; a name begins with a letter from a to z")
        return
    service = found.service[name]
    if beds:
        week, declared = budget / beds / WEEKS_A_YEAR, _DECLARED["bed_week"]
        low, high = declared.low or 0.0, declared.high or 0.0
        if not low <= week <= high:
            says = f"is {budget:,.0f}, for {beds:g} beds £{week:,.0f} a bed and week"
            sheet.tell(number, BUDGET, f"{says}; that must be from {low:,g} to {high:,g}")
        service |= {"paid_in": "beds", "bed_week": week}
    elif staff and abs(budget - staff * worker_cost) > AGREE * staff * worker_cost:
        says = (
            f"is {budget:,.0f}, but {staff:g} staff cost about {staff * worker_cost:,.0f} at "
            f"{worker_cost:,.0f} each; correct one of them, or leave one empty"
        )
        sheet.tell(number, BUDGET, says)
    found.purses.setdefault(purse, text)
    found.budgets.setdefault(purse, {})[name] = budget
