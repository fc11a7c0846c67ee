"""「運営の窓口」 What examiners record and a body decides, from the operator's shell."""

from __future__ import annotations

from typing import Any

import click

from marketplace.cli.inputs import DayType, WordType
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply

WAY = "ふつうは、審査登録機関の画面から行います。これは運営者の端末のための窓口です。"

_data = click.option("--data", metavar="DIR", help="データのフォルダー。")
_person = click.option("--as", "person", metavar="人の記号", required=True, help="行う人。")
_org = click.option("--org", metavar="組織の記号", required=True, help="その人の属する機関。")


@click.command(
    cls=Command, help=f"条項を公式の原文と照合したことを記録する（二人目で成り立つ）。\n\n{WAY}"
)
@click.argument("edition", metavar="版")
@click.argument("clause", metavar="条項")
@click.option("--number", metavar="番号", required=True, help="公式の文書での番号。")
@click.option("--document", metavar="文書", required=True, help="見た文書の名前。")
@click.option("--page", metavar="ページ", required=True, help="見たページ。")
@_person
@_org
@_data
def confirm(**words: Any) -> Reply:
    """Record one person's comparison."""
    from marketplace.cli.at_the_desk import confirmed

    state, clause = confirmed(words), words["clause"]
    if state.complete:
        return Reply(out=f"{clause}: 原文照合が成り立ちました（二人目）。")
    return Reply(out=f"{clause}: 照合を記録しました。もう一人が同じ内容を記録すると成り立ちます。")


@click.command(cls=Command, help=f"審査員の判断の要る条項を決める。\n\n{WAY}")
@click.argument("submission", metavar="申請")
@click.argument("clause", metavar="条項")
@click.argument("verdict", metavar="conforms|fails", type=WordType("conforms", "fails"))
@click.option("--reason", metavar="文", required=True, help="理由。")
@_person
@_org
@_data
def rule(**words: Any) -> Reply:
    """Record one examiner's ruling and say what stands now."""
    from marketplace.cli.at_the_desk import ruled

    settled, clause = ruled(words), words["clause"]
    more = "" if settled.ruling else "改めるには、もう一人の同じ確認が要ります。"
    label = settled.answered.verdict.label
    return Reply(out=f"{clause}: 確認を記録しました。いまの判定: {label}。{more}")


@click.command(
    cls=Command, help=f"版を、ある日から意見募集・施行・旧版にする（二人目で決まる）。\n\n{WAY}"
)
@click.argument("edition", metavar="版")
@click.argument(
    "state",
    metavar="consultation|in_force|superseded",
    type=WordType("consultation", "in_force", "superseded"),
)
@click.option("--at", type=DayType(), required=True, help="この日から。先の日にもできる。")
@click.option("--reason", metavar="文", required=True, help="理由。")
@_person
@_org
@_data
def put(**words: Any) -> Reply:
    """Record one person's proposal, or a second one's agreement."""
    from marketplace.cli.at_the_desk import put as put_it

    made = put_it(words)
    told = f"{made.event.slug} を {made.event.at} から「{made.event.label}」にする"
    if made.complete:
        return Reply(out=f"{told}ことが決まりました（二人目）。")
    return Reply(out=f"{told}案を記録しました。もう一人が同じ内容を記録すると決まります。")


@click.command(
    cls=Command, help=f"発行した適合確認書の効力を停止する、停止を解く、取り消す。\n\n{WAY}"
)
@click.argument("number", metavar="番号")
@click.argument(
    "act", metavar="suspend|reinstate|revoke", type=WordType("suspend", "reinstate", "revoke")
)
@click.option("--since", type=DayType(), help="この日から（既定は市場の今日）。")
@click.option("--reason", metavar="文", required=True, help="理由。だれでも読める。")
@_person
@_org
@_data
def decide(**words: Any) -> Reply:
    """Record what the body decided of a certificate."""
    from marketplace.cli.at_the_desk import measured

    last = measured(words).measures[-1]
    return Reply(out=f"適合確認書 {words['number']}: {last.since} から{last.kind.label}。")
