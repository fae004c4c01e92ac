import type { Operation } from "../operation";

/** Not the service's: every evaluation of the alert, the oldest first; an alert that is gone keeps them. */
export const readAlertHistory: Operation = {
  method: "GET",
  paths: ["/_local/alerts/:id/history"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ param, workspace }) => {
    const evaluations = workspace.history.of(param("id"));
    if (evaluations.length === 0) workspace.alerts.get(param("id"));
    return { evaluations };
  },
};
