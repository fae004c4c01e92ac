import type { Operation } from "../operation";
import { findResource } from "../scim/find-resource";

export const getUser: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Users/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => findResource(workspace.directory.users(), "User", param("id")),
};
