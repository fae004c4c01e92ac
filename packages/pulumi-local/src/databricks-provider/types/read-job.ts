import type { PropertyMap } from "../../values/property-value";
import { ApiError } from "../api-error";
import type { RestClient } from "../rest-client";

/** For a job that is not there, the service says 400 and not 404: an id that is a number can only be wrong that way. */
export async function readJob(api: RestClient, id: string): Promise<PropertyMap> {
  try {
    return await api.call("GET", `/api/2.2/jobs/get?job_id=${id}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "INVALID_PARAMETER_VALUE") throw error;
    throw error.asMissing();
  }
}
