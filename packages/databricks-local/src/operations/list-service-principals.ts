import type { Operation } from "../operation";
import { scimList } from "../scim/scim-list";

export const listServicePrincipals: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/ServicePrincipals"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => scimList(workspace.directory.servicePrincipals(), query),
};
