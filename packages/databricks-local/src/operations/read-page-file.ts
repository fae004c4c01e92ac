import { ApiError } from "../api-error";
import type { Operation } from "../operation";
import { findPageFile } from "../web/page-files";
import { pageResponse } from "../web/page-response";

/** Not the service's: the page's script, styles and icon. */
export const readPageFile: Operation = {
  method: "GET",
  paths: ["/_local/page/:file"],
  documentation: { page: "page", sources: ["local"] },
  needsToken: false,
  handle: async ({ param, header }) => {
    const file = await findPageFile(param("file"));
    if (file === undefined) throw ApiError.notFound(`The page has no file ${param("file")}.`);
    return pageResponse(header("host"), file.type, file.content);
  },
};
