import { readFileSync } from "node:fs";
import { ExpectedError } from "../messages/expected-error";

/** PEM text of the certificate authorities that `DATABRICKS_CA_FILE` names. */
export function readCaFile(env: NodeJS.ProcessEnv): string | undefined {
  const file = env["DATABRICKS_CA_FILE"];
  if (!file) {
    return undefined;
  }
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    throw new ExpectedError(`Cannot read the certificates of DATABRICKS_CA_FILE=${file}: ${code}.`, {
      cause,
    });
  }
}
