import { ApiError } from "../api-error";

type Resource = Readonly<Record<string, unknown>>;

/** One page of resources as SCIM lists them: `filter` is one comparison, `startIndex` begins at 1. */
export function scimList(resources: readonly Resource[], query: URLSearchParams) {
  const found = resources.filter(readFilter(query.get("filter") ?? ""));
  const startIndex = readCount(query, "startIndex", 1, 1);
  const count = readCount(query, "count", 100, 0);
  const page = found.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((resource) => withAttributes(resource, query)),
  };
}

/** Only the attributes that are asked for, and without those that are not wanted; the id always. */
export function withAttributes(resource: Resource, query: URLSearchParams): Resource {
  const wanted = query.get("attributes")?.split(",");
  const unwanted = query.get("excludedAttributes")?.split(",") ?? [];
  const isShown = (name: string) =>
    ["id", "schemas"].includes(name) || ((wanted?.includes(name) ?? true) && !unwanted.includes(name));
  return Object.fromEntries(Object.entries(resource).filter(([name]) => isShown(name)));
}

const COMPARISONS: Readonly<Record<string, (actual: string, wanted: string) => boolean>> = {
  eq: (actual, wanted) => actual === wanted,
  ne: (actual, wanted) => actual !== wanted,
  co: (actual, wanted) => actual.includes(wanted),
  sw: (actual, wanted) => actual.startsWith(wanted),
};

function readFilter(filter: string): (resource: Resource) => boolean {
  if (filter === "") return () => true;
  const [, attribute = "", operator = "", wanted = ""] =
    /^\s*(\w+)\s+(\w+)\s+["']?(.*?)["']?\s*$/.exec(filter) ?? [];
  const compare = COMPARISONS[operator.toLowerCase()];
  if (compare === undefined)
    throw new ScimError(400, `The local workspace does not know the filter '${filter}'.`, "invalidFilter");

  return (resource) => {
    const name = Object.keys(resource).find((known) => known.toLowerCase() === attribute.toLowerCase());
    // SCIM compares names without regard to case.
    const actual = name === undefined ? "" : String(resource[name]).toLowerCase();
    return compare(actual, wanted.toLowerCase());
  };
}

function readCount(query: URLSearchParams, name: string, whenAbsent: number, least: number): number {
  const count = Number(query.get(name) ?? whenAbsent);
  if (Number.isInteger(count)) return Math.max(least, count);
  throw new ScimError(400, `${name} must be a whole number.`, "invalidValue");
}

/** A refusal in SCIM's own shape. @see https://datatracker.ietf.org/doc/html/rfc7644#section-3.12 */
export class ScimError extends ApiError {
  readonly #scimType: "uniqueness" | "invalidFilter" | "invalidPath" | "invalidValue" | undefined;

  constructor(
    status: number,
    detail: string,
    scimType?: "uniqueness" | "invalidFilter" | "invalidPath" | "invalidValue",
  ) {
    super(status, String(status), detail);
    this.#scimType = scimType;
  }

  override body(): object {
    return {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      detail: this.message,
      status: String(this.status),
      ...(this.#scimType !== undefined && { scimType: this.#scimType }),
    };
  }
}

export function findResource<Resource extends { readonly id: string }>(
  resources: readonly Resource[],
  kind: "User" | "ServicePrincipal",
  id: string,
): Resource {
  const found = resources.find((resource) => resource.id === id);
  if (found === undefined) throw new ScimError(404, `${kind} with id ${id} not found.`);
  return found;
}
