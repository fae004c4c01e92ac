import { z } from "zod";
import { ApiError } from "../api-error";
import type { GrantChange } from "../grants/grant-store";
import { isPrivilegeOn, privilegeName } from "../grants/privileges";
import type { Securable } from "../grants/securable";

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
