"""Reads what `sim export` has written, with pandas: python3 read_export.py FOLDER"""

import sys
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1])
measures = pd.read_csv(folder / "measures.csv")
people = pd.read_csv(folder / "people.csv")

# The whole run is day -1, a total has no group.
total = measures[(measures["day"] == -1) & measures["group"].isna()]
wide = total.pivot(index="measure", columns="world", values="value")
wide["difference"] = wide["policy"] - wide["baseline"]
print(wide.loc[["person.minutes_per_day", "refusals.count"]].to_string())

saved = people.groupby("age")["minutes_saved_per_day"]
print(pd.DataFrame({"people": saved.size(), "minutes saved a day": saved.mean().round(4)}).to_string())

refused = people[people["refusals_policy"] > 0]
print(f"refused with the policy: {len(refused)} of {len(people)} people")
