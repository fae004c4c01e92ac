import { requireAdmin } from "../access/object-rights";
import type { Operation } from "../operation";
import { groupPatchShape, readGroupChange } from "../scim/group-change";

export const updateGroup: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/preview/scim/v2/Groups/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    requireAdmin(call, "update groups");
    const { param, body, workspace } = call;
    const { Operations } = body(groupPatchShape);
    workspace.directory.changeGroup(param("id"), readGroupChange(Operations));
    return new Response(null, { status: 204 });
  },
};
