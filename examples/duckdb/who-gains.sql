-- What the policy did to each age band, and how many were refused.
select
  age,
  count(*) as people,
  round(avg(minutes_saved_per_day), 4) as minutes_saved_per_day,
  count(*) filter (where minutes_saved_per_day > 0.01) as gainers,
  count(*) filter (where minutes_saved_per_day < -0.01) as losers,
  count(*) filter (where refusals_policy > refusals_baseline) as refused_more_often
from people
group by age
order by age
