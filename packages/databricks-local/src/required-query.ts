import { ApiError } from "./api-error";

export function requiredQuery(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === "") throw ApiError.invalidParameter(`${name}: is required`);
  return value;
}
