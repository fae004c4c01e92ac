import type { Operation } from "../operation";

export const getMe: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/scim/v2/Me"],
  handle: ({ workspace: { userName } }) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    id: "1000000000000001",
    userName,
    displayName: "Local User",
    active: true,
    emails: [{ type: "work", value: userName, primary: true }],
    groups: [
      { display: "admins", type: "direct", value: "1" },
      { display: "users", type: "direct", value: "2" },
    ],
  }),
};
