import { z } from "zod";
import { ApiError } from "../api-error";
import type { GrantChange } from "../grants/grant-store";
import {
  isPrivilegeOn,
  privilegeName,
  type Securable,
  SECURABLE_TYPES,
  type SecurableType,
} from "../grants/securable";
import type { Call } from "../operation";
import { METASTORE_ID } from "./unity-catalog";

/** The object that `…/permissions/{securable_type}/{full_name}` names; refuses one that does not exist. */
export function findSecurable({ param, workspace }: Pick<Call, "param" | "workspace">): Securable {
  const type = readType(param("type"));
  const fullName = param("name");
  const { unity } = workspace;
  switch (type) {
    case "METASTORE":
      if (fullName !== METASTORE_ID)
        throw new ApiError(404, "METASTORE_DOES_NOT_EXIST", `Metastore '${fullName}' does not exist.`);

      return { type, fullName };
    case "CATALOG":
      return { type, fullName: unity.catalog(fullName).full_name };
    case "SCHEMA":
      return { type, fullName: unity.schema(fullName).full_name };
    case "TABLE":
      return { type, fullName: unity.table(fullName).full_name };
    case "VOLUME":
      return { type, fullName: unity.volumes.get(fullName).full_name };
    case "FUNCTION":
      return { type, fullName: unity.function(fullName).full_name };
  }
}

function readType(text: string): SecurableType {
  const type = SECURABLE_TYPES.find((known) => known === text.toUpperCase());
  if (type !== undefined) return type;
  throw ApiError.invalidParameter(
    `The local workspace has no grants on '${text}': it knows ${SECURABLE_TYPES.join(", ").toLowerCase()}`,
  );
}

/** One page of objects in the order of their names: `max_results` at most, after the one that the token names. */
export function listByName<Item extends { readonly name: string }>(
  items: readonly Item[],
  query: URLSearchParams,
) {
  const size = Number(query.get("max_results") ?? 0);
  if (!Number.isInteger(size) || size < 0) {
    throw ApiError.invalidParameter(
      `max_results must be a whole number from 0, not '${query.get("max_results")}'`,
    );
  }
  const after = Buffer.from(query.get("page_token") ?? "", "base64url").toString("utf8");
  const rest = items.filter(({ name }) => name > after);
  const page = size === 0 ? rest : rest.slice(0, size);
  const last = page.at(-1);
  if (last === undefined || page.length === rest.length) return { page };
  return { page, nextPageToken: Buffer.from(last.name).toString("base64url") };
}

/** What a PATCH of a catalog, a schema or a volume takes: fields that are left out stay. A new name is refused. */
export const objectChangeShape = z.looseObject({
  comment: z.string().optional(),
  owner: z.string().optional(),
  properties: z.record(z.string(), z.string()).optional(),
  new_name: z.undefined("is not supported by the local workspace").optional(),
});
export type ObjectChange = z.infer<typeof objectChangeShape>;

const privilegesShape = z.array(z.string().transform(privilegeName)).default([]);

/** @see https://docs.databricks.com/api/workspace/grants/update */
export const privilegeChangesShape = z.looseObject({
  changes: z
    .array(
      z.looseObject({
        principal: z.string().min(1, "must not be empty"),
        add: privilegesShape,
        remove: privilegesShape,
      }),
    )
    .default([]),
});

/** Refuses what cannot be granted on the object. */
export function checkPrivileges({ type, fullName }: Securable, changes: readonly GrantChange[]): void {
  const wrong = changes.flatMap(({ add = [] }) => add).filter((privilege) => !isPrivilegeOn(type, privilege));
  if (wrong.length === 0) return;
  const names = [...new Set(wrong)].map((privilege) => privilege.replaceAll("_", " ")).join(", ");
  throw ApiError.invalidParameter(
    `Privilege ${names} is not applicable to this entity [${fullName}:${type}]. If this seems unexpected, please check the privilege version of the metastore in use [1.0].`,
  );
}

/** Refuses principals that the workspace does not know. */
export function checkPrincipals(changes: readonly GrantChange[], isKnown: (name: string) => boolean): void {
  for (const { principal } of changes) {
    if (isKnown(principal)) continue;
    throw new ApiError(404, "PRINCIPAL_DOES_NOT_EXIST", `Could not find principal with name ${principal}`);
  }
}
