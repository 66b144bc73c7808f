"""What a notebook would do: extract a folder, look at it as a data frame, add up what can be added."""

# %%
import pandas as pd

from taiyuan_facts import extract, extract_text, to_frame

pd.set_option("display.unicode.east_asian_width", True)  # so that Chinese columns line up

# %% The facts of a folder; each is a record with the columns of the table.
facts = list(extract("../../seeds"))
print(f"{len(facts)} facts, the first of them: {facts[0].raw} in {facts[0].doc}, line {facts[0].line}")

# %% The same as a pandas data frame. Values are exact decimals; categories are in the order of the contract.
frame = to_frame(facts)
print(frame.groupby("kind", observed=True).size().to_string())

# %% The largest investments that are no ranges, in one currency.
investments = frame[(frame.kind == "investment") & (frame.unit == "亿元") & frame.value_max.isna()]
largest = investments.sort_values("value", ascending=False, kind="stable").head(5)
print(largest[["subject", "value", "unit", "status"]].to_string(index=False))

# %% What is still due after a day.
due = frame[(frame.kind == "deadline") & (frame.date_end > "2022-10-01")].sort_values("date_end", kind="stable")
print(due[["subject", "indicator", "date_end"]].head(5).to_string(index=False))

# %% A string, with the day on which it was printed.
for fact in extract_text("该项目总投资24.7亿元，预计10月底投产。", issued="2022-08-12"):
    print(fact.kind, fact.value, fact.unit, fact.date_end, fact.status, sep=" | ")
