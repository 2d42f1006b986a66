"""Write the account of a unit's points, the basis of its items, and the foot of its explanation, in words.

Receives the data of explain/explanation_nodes.py; promises the same words for text, web pages and paper.
"""

from fractions import Fraction

from creditdsl.base.exact import fixed, show
from creditdsl.explain.conclusion import neighbour_names
from creditdsl.explain.explanation_nodes import Account, EntryExplanation, Loss, UnitExplanation
from creditdsl.explain.phrases import PENDING, exact_text, printed_score, tighten
from creditdsl.forms import wording
from creditdsl.syntax.keywords import keywords

SEE_ACCOUNT = "由来见失分一览"
"""Behind a rule whose points the account explains: every number is written once."""

REASON, REMEDY = "原因", "怎样得分"
_BASIS = ("basis", "method", "source")


def account_title(explanation: UnitExplanation) -> str:
    """Write `失分一览：满分100分，得86.50分，失13.50分`.

    Without full marks: `得失一览：没有满分，从0分起计，得12.00分`.
    """
    account, digits = explanation.account, explanation.digits
    total = printed_score(account.total, digits)
    scored = f"总分{PENDING}" if account.lost is None else f"得{total}分"
    if account.full is None:
        return f"得失一览：没有满分，从0分起计，{scored}"
    full = f"失分一览：满分{wording.points(account.full)}，{scored}"
    if account.lost is None:
        return full
    return f"{full}，{points_lost(account.lost, digits) if account.lost else '未失分'}"


def points_lost(lost: object, digits: int) -> str:
    """Write the points of a line: `失2.50分`, `加5.00分` for what is gained, `待定`."""
    if not isinstance(lost, Fraction):
        return PENDING
    return f"{'加' if lost < 0 else '失'}{_amount(abs(lost), digits)}分"


def account_heads(account: Account) -> tuple[str, str]:
    """Return the heads of a table's lines and of their points: what was lost, or without full marks what was got."""
    return ("失分项目", "失分") if account.full is not None else ("得分项目", "得分")


def account_number(loss: Loss, account: Account, digits: int) -> str:
    """Write the points of a line as decimal text, under `account_heads`; what runs the other way has a minus sign."""
    if not isinstance(loss.lost, Fraction):
        return PENDING
    return _amount(loss.lost if account.full is not None else -loss.lost, digits)


def _amount(value: Fraction, digits: int) -> str:
    return fixed(value, digits) if value * 10**digits % 1 == 0 else show(value)


def loss_name(loss: Loss) -> str:
    """Write `一、1.工作机制建设情况（5分）`."""
    return loss.name + (f"（{wording.points(loss.points)}）" if loss.points is not None else "")


def basis(explained: EntryExplanation) -> str:
    """Write what an item rests on, where the scheme says so: `依据：文件资料；方式：年底集中评价`."""
    fields = explained.entry.fields
    words = {field.stem: field.word for field in keywords().fields.values()}
    return "；".join(f"{words[stem]}：{tighten(fields[stem].text)}" for stem in _BASIS if stem in fields)


def basis_json(explained: EntryExplanation) -> dict[str, str]:
    """Return the basis by its fields: `{"依据": "文件资料"}`."""
    fields = explained.entry.fields
    words = {field.stem: field.word for field in keywords().fields.values()}
    return {words[stem]: tighten(fields[stem].text) for stem in _BASIS if stem in fields}


def totals_of_others(explanation: UnitExplanation) -> str:
    """Write the totals of the units before and behind, where they are asked for; else nothing."""
    if not explanation.extras.totals_of_others or not explanation.neighbours:
        return ""
    each = (
        f"第{beside.place}名{neighbour_names(beside)}，总分{printed_score(beside.total, explanation.digits)}分"
        for beside in explanation.neighbours
    )
    return f"{'；'.join(each)}。"


def foot(explanation: UnitExplanation) -> tuple[str, ...]:
    """Write the recheck and the line for the seal, where they are asked for."""
    within = explanation.extras.recheck
    if not within:
        return ()
    asked = f"对得分有异议的，请在{within}书面提出复核申请，并附佐证材料。"
    return (asked, "考核机关（盖章）：　　　　　　　　　　　　　　　　年　　月　　日")


def account_json(account: Account) -> dict[str, object]:
    """Return `full` and `losses`; the losses sum to full marks (0 without any) less the total."""
    return {
        "full": None if account.full is None else exact_text(account.full),
        "losses": [
            {
                "ref": loss.ref,
                "name": loss.name,
                "points": None if loss.points is None else exact_text(loss.points),
                "lost": exact_text(loss.lost),
                "why": loss.why,
                "remedy": loss.remedy,
            }
            for loss in account.lines
        ],
    }
