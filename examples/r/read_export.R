# Reads what `sim export` has written, with R alone: Rscript read_export.R FOLDER

folder <- commandArgs(trailingOnly = TRUE)[1]
measures <- read.csv(file.path(folder, "measures.csv"))
people <- read.csv(file.path(folder, "people.csv"))

# The whole run is day -1, a total has no group.
total <- measures[measures$day == -1 & measures$group == "", ]
of <- function(world) setNames(total$value[total$world == world], total$measure[total$world == world])
shown <- c("person.minutes_per_day", "refusals.count")
baseline <- of("baseline")[shown]
policy <- of("policy")[shown]
print(data.frame(baseline, policy, difference = policy - baseline))

print(aggregate(minutes_saved_per_day ~ age, people, mean))

cat("refused with the policy:", sum(people$refusals_policy > 0), "of", nrow(people), "people\n")

# Whether people save more than nothing, over people of this one run: it says nothing of other seeds.
print(t.test(people$minutes_saved_per_day)$conf.int)
