import type { Operation } from "../operation";

/** Not the service's: runs the alert now, paused or not. */
export const evaluateAlert: Operation = {
  method: "POST",
  paths: ["/_local/alerts/:id/evaluate"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ param, workspace }) => workspace.evaluator.evaluate(param("id"), "ON_DEMAND"),
};
