import { z } from "zod";
import { requireAdmin } from "../access/object-rights";
import type { Operation } from "../operation";
import { groupPatchShape, readGroupChange } from "../scim/groups";
import { scimList } from "../scim/scim-answers";

const listGroups: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Groups"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => scimList(workspace.directory.groups(), query),
};

const groupBodyShape = z.looseObject({
  displayName: z.string().min(1, "must not be empty"),
  members: z.array(z.looseObject({ value: z.string() })).default([]),
});

const createGroup: Operation = {
  method: "POST",
  paths: ["/api/2.0/preview/scim/v2/Groups"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    requireAdmin(call, "create groups");
    const { body, workspace } = call;
    const { displayName, members } = body(groupBodyShape);
    const group = workspace.directory.createGroup(
      displayName,
      members.map(({ value }) => value),
    );
    return Response.json(group, { status: 201 });
  },
};

const getGroup: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Groups/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => workspace.directory.group(param("id")),
};

const updateGroup: Operation = {
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

const deleteGroup: Operation = {
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

export const GROUP_OPERATIONS: readonly Operation[] = [
  listGroups,
  createGroup,
  getGroup,
  updateGroup,
  deleteGroup,
];
