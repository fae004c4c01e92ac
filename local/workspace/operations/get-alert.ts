import type { Operation } from "../operation";

export const getAlert: Operation = {
  method: "GET",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => workspace.alerts.get(param("id")),
};
