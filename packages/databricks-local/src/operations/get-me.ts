import type { Operation } from "../operation";
import { withAttributes } from "../scim/scim-list";

/** Who the token is of. */
export const getMe: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Me"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ caller, query, workspace }) => withAttributes(workspace.directory.me(caller), query),
};
