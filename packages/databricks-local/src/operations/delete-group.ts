import { requireAdmin } from "../access/object-rights";
import type { Operation } from "../operation";

export const deleteGroup: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/preview/scim/v2/Groups/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    requireAdmin(call, "delete groups");
    const { param, workspace } = call;
    workspace.directory.removeGroup(param("id"));
    return new Response(null, { status: 204 });
  },
};
