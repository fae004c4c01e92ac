import type { Operation } from "../operation";
import { scimList } from "../scim/scim-list";

export const listUsers: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Users"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => scimList(workspace.directory.users(), query),
};
