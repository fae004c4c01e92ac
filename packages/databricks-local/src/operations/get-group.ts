import type { Operation } from "../operation";

export const getGroup: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Groups/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => workspace.directory.group(param("id")),
};
