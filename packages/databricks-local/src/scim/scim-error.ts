import { ApiError } from "../api-error";

/** A refusal in SCIM's own shape. @see https://datatracker.ietf.org/doc/html/rfc7644#section-3.12 */
export class ScimError extends ApiError {
  constructor(
    status: number,
    detail: string,
    private readonly scimType?: "uniqueness" | "invalidFilter" | "invalidPath" | "invalidValue",
  ) {
    super(status, String(status), detail);
  }

  override body(): object {
    return {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      detail: this.message,
      status: String(this.status),
      ...(this.scimType !== undefined && { scimType: this.scimType }),
    };
  }
}
