import { z } from "zod";
import type { RunAs } from "../alerting/definition";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.0/preview/scim/v2";

const Me = z.looseObject({ userName: z.string() });
const Found = z.looseObject({ totalResults: z.coerce.number() });

/** The name that whoever asks has: a user name, or a service principal's application id. */
export async function ownName(rest: RestClient): Promise<string> {
  return (await rest.get(`${PATH}/Me`, Me)).userName;
}

/**
 * Whether the workspace knows the user or service principal.
 *
 * @see https://docs.databricks.com/api/workspace/users/list
 */
export async function isKnown(rest: RestClient, principal: RunAs): Promise<boolean> {
  const [resource, attribute, name] =
    "userName" in principal
      ? ["Users", "userName", principal.userName]
      : ["ServicePrincipals", "applicationId", principal.servicePrincipalName];
  const filter = `${attribute} eq ${JSON.stringify(name)}`;
  return (await rest.get(`${PATH}/${resource}`, Found, { filter, count: 1 })).totalResults > 0;
}
