import type { Operation } from "../operation";

export const deleteGroup: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/preview/scim/v2/Groups/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => {
    workspace.directory.removeGroup(param("id"));
    return new Response(null, { status: 204 });
  },
};
