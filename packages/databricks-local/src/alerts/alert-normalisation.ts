import type { AlertBody } from "./alert-shape";

/**
 * The alert in a form of the service's own that means the same: subscriptions in another order, white space at the ends
 * of the query cut off, line ends of one kind, and whom it runs as when nobody is named. Which of these the service does
 * is not documented: clients must bear all.
 */
export function normalised(alert: AlertBody, runAs: AlertBody["run_as"]): AlertBody {
  const { notification } = alert.evaluation;
  const subscriptions = notification?.subscriptions;
  return {
    run_as: runAs,
    ...alert,
    query_text: unixLines(alert.query_text).trim(),
    ...(alert.custom_summary !== undefined && { custom_summary: unixLines(alert.custom_summary) }),
    ...(alert.custom_description !== undefined && {
      custom_description: unixLines(alert.custom_description),
    }),
    evaluation: {
      ...alert.evaluation,
      ...(subscriptions && {
        notification: { ...notification, subscriptions: [...subscriptions].sort(byText) },
      }),
    },
  };
}

function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function byText(left: unknown, right: unknown): number {
  return JSON.stringify(left) < JSON.stringify(right) ? 1 : -1;
}
