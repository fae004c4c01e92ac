import type { Operation } from "../operation";
import { findResource } from "../scim/find-resource";

export const getServicePrincipal: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/ServicePrincipals/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) =>
    findResource(workspace.directory.servicePrincipals(), "ServicePrincipal", param("id")),
};
