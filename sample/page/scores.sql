-- For the local workspace's page: alerts whose firings a score may hold back, and what the newest of them was worth.
SELECT
  databricks_alert_id,
  'Score',
  concat(
    'below ', ml_threshold, ' by ', ml_model_name, ' is held back',
    coalesce(
      concat(
        '; the last was ', round(last_score, 2), ' at ', date_format(scored_at, 'yyyy-MM-dd HH:mm'), ' UTC',
        CASE WHEN was_held_back THEN ', and was held back' ELSE '' END
      ),
      ''
    )
  ),
  'held back where'
FROM health_monitor.gold.alert_configurations AS c
LEFT JOIN (
  SELECT
    alert_id AS of_alert,
    max(evaluation_timestamp) AS scored_at,
    max_by(ml_score, evaluation_timestamp) AS last_score,
    max_by(ml_suppressed, evaluation_timestamp) AS was_held_back
  FROM health_monitor.gold.alert_history
  WHERE ml_score IS NOT NULL
  GROUP BY alert_id
) AS h ON h.of_alert = c.alert_id
WHERE ml_model_enabled
