import type { Operation } from "../operation";
import { scimList } from "../scim/scim-list";

export const listGroups: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Groups"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => scimList(workspace.directory.groups(), query),
};
