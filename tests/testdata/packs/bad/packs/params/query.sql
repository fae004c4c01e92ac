SELECT ${low} AS pct -- ${low}
FROM ${catalog}.t
WHERE status = '${word}' AND x > ${hgih}
