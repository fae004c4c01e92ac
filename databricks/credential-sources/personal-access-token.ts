import { ExpectedError } from "../../messages/expected-error";
import type { CredentialSource } from "../token-source";

/** A token that someone made: nothing to fetch, nothing to renew. */
export const personalAccessToken: CredentialSource = {
  authType: "pat",
  needs: "DATABRICKS_TOKEN",
  find({ setting }) {
    const token = setting("token");
    if (token === undefined) return undefined;

    if (!/^[\x21-\x7e]+$/.test(token.value)) {
      throw new ExpectedError(
        `The token from ${token.place} holds a space or a character that no token has; set it again.`,
      );
    }
    return { describe: `token from ${token.place}`, fetch: () => Promise.resolve({ token: token.value }) };
  },
};
