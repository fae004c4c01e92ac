import { ExpectedError } from "../messages/expected-error";
import type { ApiError } from "./api-error";

/** The workspace knows who asks, and does not let them. */
export class MissingGrantError extends ExpectedError {
  override readonly name = "MissingGrantError";

  /** @param needs what lets somebody do it, `CAN MANAGE on the folder /Alerting` */
  constructor(cause: ApiError, needs: string) {
    super(`${cause.message}. It needs ${needs}: grant what is missing to whoever deploys.`, { cause });
  }
}
