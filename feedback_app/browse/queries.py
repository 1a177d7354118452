"""The questions managers ask most, ready to be run: satisfaction by month, distribution, reasons, comments.

They count what was ever answered, also where the answers are deleted by now; only comments are gone with
their words. Scores are read from the counts, so they cost the same however many answers there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from luz.wording import Wording


@dataclass(frozen=True)
class Query:
    """A query as messages: title, description, and its SQL with `{names}` for the columns' headings."""

    title: str
    description: str
    sql: str


HEADINGS: Mapping[str, str] = {
    "month": "Month",
    "product": "Product",
    "questionnaire": "Questionnaire",
    "question": "Question",
    "answer": "Answer",
    "answers": "Answers",
    "share": "Share (%)",
    "good": "Satisfied (%)",
    "mean": "Mean",
    "nps": "NPS (−100 to 100)",
    "reason": "Reason",
    "times": "Times named",
    "channel": "Came by",
    "language": "Language",
    "day": "Day",
    "rating": "Rating",
    "comment": "Comment",
    "response": "Response",
}

PARAMETERS: Mapping[str, str] = {
    "product": "Product",
    "from": "From the month (2026-01)",
    "until": "Until the month (2026-12)",
    "words": "Words",
}
"""What each parameter of the queries is called."""

_COUNTS = """
from count_month r
  join product p using (product_id) join questionnaire n using (questionnaire_id)
  join question q using (question_id) join option o using (option_id)
"""
_OF_PRODUCT = "(:product = '' or p.slug = :product)"
_BETWEEN = "(:from = '' or month >= :from) and (:until = '' or month <= :until)"

QUERIES: Mapping[str, Query] = {
    "satisfaction_by_month": Query(
        "Satisfaction by month and product",
        "The share of answers that count as good, their number and their mean. "
        "What was asked in other words stands in a row of its own.",
        f"""
select month as {{month}}, p.name as {{product}},
  round(100.0 * sum(r.n * (o.value >= q.good_from)) / sum(r.n), 1) as {{good}},
  sum(r.n) as {{answers}}, round(1.0 * sum(r.n * o.value) / sum(r.n), 2) as {{mean}},
  q.text as {{question}}, n.name as {{questionnaire}}
{_COUNTS}
where q.metric in ('csat', 'ces') and {_OF_PRODUCT} and {_BETWEEN}
group by month, r.product_id, r.question_id order by month desc, p.name, q.position
""",
    ),
    "recommendation_by_month": Query(
        "Recommendation (NPS) by month and product",
        "Those who answered 9 or 10 less those who answered 0 to 6, in points of a hundred.",
        f"""
select month as {{month}}, p.name as {{product}},
  round(100.0 * sum(r.n * ((o.value >= 9) - (o.value <= 6))) / sum(r.n), 1) as {{nps}},
  sum(r.n) as {{answers}}, n.name as {{questionnaire}}
{_COUNTS}
where q.metric = 'nps' and {_OF_PRODUCT} and {_BETWEEN}
group by month, r.product_id, r.question_id order by month desc, p.name
""",
    ),
    "distribution": Query(
        "Distribution of the answers",
        "For each closed question, how often each answer was given, and its share among the answers.",
        f"""
select p.name as {{product}}, q.text as {{question}}, o.label as {{answer}}, sum(r.n) as {{answers}},
  round(100.0 * sum(r.n) / sum(sum(r.n)) over (partition by r.product_id, r.question_id), 1) as {{share}},
  n.name as {{questionnaire}}
{_COUNTS}
where {_OF_PRODUCT} and {_BETWEEN}
group by r.product_id, r.question_id, r.option_id
order by p.name, n.name, q.position, o.value is null, o.value desc, sum(r.n) desc
""",
    ),
    "reasons": Query(
        "What went wrong",
        "The reasons visitors named, the most frequent first.",
        f"""
select p.name as {{product}}, o.label as {{reason}}, sum(r.n) as {{times}}
{_COUNTS}
where o.value is null and {_OF_PRODUCT} and {_BETWEEN}
group by r.product_id, r.option_id order by sum(r.n) desc
""",
    ),
    "coverage": Query(
        "Responses by month and way",
        "How many responses came, by which way and in which language.",
        """
select substr(r.day, 1, 7) as {month}, p.name as {product}, r.channel as {channel},
  r.language as {language}, sum(r.n) as {answers}
from count_response r join product p using (product_id)
where (:product = '' or p.slug = :product)
group by 1, r.product_id, r.channel, r.language order by 1 desc, p.name, sum(r.n) desc
""",
    ),
    "comments": Query(
        "Comments",
        "The comments with these words, the newest first; accents and capitals do not matter. "
        "Without words, all of them.",
        """
select c.day as {day}, c.body as {comment}, o.label as {rating}, p.name as {product},
  c.language as {language}, c.response_id as {response}
from comment c join product p using (product_id) left join option o on o.option_id = c.rating
where (:words = '' or c.comment_id in (
    select rowid from comment_fts where comment_fts match escape_fts(:words)))
  and (:product = '' or p.slug = :product)
order by c.comment_id desc limit 1000
""",
    ),
}


def canned(wording: Wording) -> dict[str, dict[str, object]]:
    """The queries as Datasette takes them, in one language."""
    headings = {name: f'"{wording.text(message)}"' for name, message in HEADINGS.items()}
    return {
        name: {
            "title": wording.text(query.title),
            "description": wording.text(query.description),
            "sql": query.sql.format(**headings).strip(),
            "hide_sql": True,
        }
        for name, query in QUERIES.items()
    }
