import type { AlertBody } from "./alert-shape";

/** The alert with every documented default spelled out. */
export function withDefaults(alert: AlertBody): AlertBody {
  const { evaluation, schedule } = alert;
  return {
    custom_template_format: "HTML",
    ...alert,
    evaluation: {
      empty_result_state: "ERROR",
      ...evaluation,
      source: { aggregation: "AGGREGATION_UNSPECIFIED", ...evaluation.source },
      notification: { notify_on_ok: false, retrigger_seconds: 0, ...evaluation.notification },
    },
    schedule: { pause_status: "UNPAUSED", ...schedule },
  };
}
