"""What is said of where a subject, a date and a status come from, by their sources."""

from __future__ import annotations

SUBJECTS = {
    "set": "the rule sets it",
    "rule": "the rule's own group (?<subject>…)",
    "clause": "a name in the figure's clause",
    "earlier": "a name in a clause before, in the same sentence",
    "later": "a name behind the figure",
    "carried": "carried over from a sentence before",
    "pronoun": "the name that a pronoun means",
    "meant": "whom a word in the sentence stands for (我市, 全省)",
    "topic": "what the article is about",
    "home": "the place that the page is about",
    "proposed": "what the rules of thumb take",
    "following": "behind a due date that opens its clause, whom it binds",
    "respective": "分别: each figure to its own member of the list",
    "described": "what the figure describes, behind 的",
    "possessed": "who owns so many, before 的",
    "member": "a member of a list, with a figure of its own",
    "enumerated": "as many names as are counted",
    "bracketed": "the name before the bracket",
    "rated": "what a capacity stands right behind",
    "priced": "the goods before their price",
    "spoken": "who says so, of themselves",
    "run-in": "what its paragraph opens with, before a mark",
    "briefed": "what a paragraph set off by a mark is about",
    "shared": "whose the figure before is",
    "taken-apart": "what the sentence before takes together",
    "held-against": "whose level something else is held against",
    "within-name": "whose name holds the figure",
}
DATES = {"text": "a time in the text", "dateline": "the dateline", "document": "the issue date"}
STATUSES = {
    "rule": "the rule sets it",
    "date": "its date lies ahead",
    "past": "its date is over",
    "clause": "a word before it in its clause",
    "sentence": "a word before it in the sentence",
    "paragraph": "its paragraph counts off what is to be done",
    "heading": "the heading above it",
    "default": "nothing speaks of a plan",
}
