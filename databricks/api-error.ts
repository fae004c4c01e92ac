import { ExpectedError } from "../messages/expected-error";
import type { ApiFault } from "./api-fault";

/** The service answered, and its answer is no success. */
export class ApiError extends ExpectedError {
  override readonly name = "ApiError";
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `PERMISSION_DENIED`; left out where the answer is not the service's own. */
  readonly errorCode?: string;
  readonly requestId?: string;

  /** @param advice a sentence on what to do, where there is something to do */
  constructor(request: { method: string; path: string }, status: number, fault: ApiFault, advice = "") {
    const code = fault.errorCode === undefined ? "" : ` ${fault.errorCode}`;
    const id = fault.requestId === undefined ? "" : ` (request ${fault.requestId})`;
    const text = fault.message.replace(/\.$/, ""); // more follows
    super(
      `${request.method} ${request.path} failed: ${status}${code} ${text}${id}${advice && `. ${advice}`}`,
    );
    this.method = request.method;
    this.path = request.path;
    this.status = status;
    if (fault.errorCode !== undefined) {
      this.errorCode = fault.errorCode;
    }
    if (fault.requestId !== undefined) {
      this.requestId = fault.requestId;
    }
  }
}
