import { requireAdmin } from "../access/object-rights";
import { z } from "zod";
import type { Operation } from "../operation";

const groupBodyShape = z.looseObject({
  displayName: z.string().min(1, "must not be empty"),
  members: z.array(z.looseObject({ value: z.string() })).default([]),
});

export const createGroup: Operation = {
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
