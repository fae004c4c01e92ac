import { ApiError } from "../api-error";
import type { Operation } from "../operation";

/** What stands for the cloud's storage: the link is the credential, and another one beside it is refused. */
export const downloadResult: Operation = {
  method: "GET",
  paths: ["/_results/:id"],
  documentation: { page: "neighbours", sources: ["local"] },
  needsToken: false,
  handle: ({ param, header, workspace }) => {
    if (header("authorization") !== undefined) {
      throw new ApiError(
        400,
        "BAD_REQUEST",
        "Download an external link without an Authorization header: the link is the credential",
      );
    }
    const { contentType, bytes } = workspace.statements.results.download(param("id"));
    return new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
  },
};
