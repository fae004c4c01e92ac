import { z } from "zod";
import { homeOf, requireAdmin } from "../access/object-rights";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";
import { findResource, scimList, withAttributes } from "../scim/scim-answers";

/** Who the token is of. */
const getMe: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Me"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ caller, query, workspace }) => withAttributes(workspace.directory.me(caller), query),
};

const listUsers: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Users"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => scimList(workspace.directory.users(), query),
};

const getUser: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Users/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => findResource(workspace.directory.users(), "User", param("id")),
};

const listServicePrincipals: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/ServicePrincipals"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => scimList(workspace.directory.servicePrincipals(), query),
};

const getServicePrincipal: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/ServicePrincipals/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) =>
    findResource(workspace.directory.servicePrincipals(), "ServicePrincipal", param("id")),
};

const principalShape = z.strictObject({
  name: z
    .string()
    .max(200, "must have at most 200 characters")
    .regex(/^[^\s/@]+@[^\s/@]+$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
      error: "must be an e-mail address, or the application id of a service principal",
    }),
  used_by: z.array(z.string()).default([]),
});

/** Not the service's: a user (an e-mail address) or service principal (an application id) without any right, and a token of theirs. */
const addPrincipal: Operation = {
  method: "POST",
  paths: ["/_local/principals"],
  documentation: { page: "rights", sources: ["local"] },
  handle: (call) => {
    requireAdmin(call, "add principals");
    const { directory, files, tokens } = call.workspace;
    const { name, used_by } = call.body(principalShape);
    const added = directory.add(name, used_by);
    files.makeFolders(readWorkspacePath(homeOf(added)), name);
    const { token_value } = tokens.personal.create(added, "", undefined);
    return { name, token: token_value };
  },
};

/** Not the service's: a user or service principal that was added is deleted, their tokens with them. Their alerts stay. */
const removePrincipal: Operation = {
  method: "DELETE",
  paths: ["/_local/principals/:name"],
  documentation: { page: "rights", sources: ["local"] },
  handle: (call) => {
    requireAdmin(call, "remove principals");
    const { directory, tokens } = call.workspace;
    const name = call.param("name");
    directory.remove(name);
    tokens.personal.removeAllOf(name);
    return {};
  },
};

export const PRINCIPAL_OPERATIONS: readonly Operation[] = [
  getMe,
  listUsers,
  getUser,
  listServicePrincipals,
  getServicePrincipal,
  addPrincipal,
  removePrincipal,
];
