import type { Operation } from "../operation";

export const deleteGroup: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/preview/scim/v2/Groups/:id"],
  handle: ({ param, workspace }) => {
    workspace.directory.removeGroup(param("id"));
    return new Response(null, { status: 204 });
  },
};
