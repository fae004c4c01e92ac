import type { Operation } from "../operation";
import { describeAlert } from "../web/alert-details";

/** Not the service's: one alert in words, with its newest evaluations and its last notification. */
export const readAlertDetails: Operation = {
  method: "GET",
  paths: ["/_local/alerts/:id"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) => describeAlert(workspace, param("id")),
};
