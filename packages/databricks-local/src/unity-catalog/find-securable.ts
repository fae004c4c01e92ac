import { ApiError } from "../api-error";
import { SECURABLE_TYPES, type SecurableType } from "../grants/privileges";
import type { Securable } from "../grants/securable";
import type { Call } from "../operation";
import { METASTORE_ID } from "./unity-catalog";

/** The object that `…/permissions/{securable_type}/{full_name}` names; refuses one that does not exist. */
export function findSecurable({ param, workspace }: Pick<Call, "param" | "workspace">): Securable {
  const type = readType(param("type"));
  const fullName = param("name");
  const { unity } = workspace;
  switch (type) {
    case "METASTORE":
      if (fullName !== METASTORE_ID) {
        throw new ApiError(404, "METASTORE_DOES_NOT_EXIST", `Metastore '${fullName}' does not exist.`);
      }
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
      throw new ApiError(404, "FUNCTION_DOES_NOT_EXIST", `Function '${fullName}' does not exist.`);
  }
}

function readType(text: string): SecurableType {
  const type = SECURABLE_TYPES.find((known) => known === text.toUpperCase());
  if (type !== undefined) return type;
  throw ApiError.invalidParameter(
    `The local workspace has no grants on '${text}': it knows ${SECURABLE_TYPES.join(", ").toLowerCase()}`,
  );
}
