import { TOKEN } from "../use-workspace";

/** An answer to a bad request. */
export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** What is wrong with how a bad request was answered; nothing is how it should be. */
export function faultsOfAnswer(
  method: string,
  path: string,
  { status, contentType, text }: FuzzAnswer,
): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}: ${text.slice(0, 300)}`);
  if (text.includes(TOKEN)) faults.push("the token is in the answer");
  if (method === "HEAD") return faults;
  if (!contentType.startsWith("application/json"))
    return status < 400 ? faults : [...faults, `refused with '${contentType}'`];

  const body = parse(text);
  if (body === undefined) faults.push(`no JSON: ${text.slice(0, 100)}`);
  else if (status >= 400 && !isRefusal(path, body))
    faults.push(`not an error of the service: ${text.slice(0, 300)}`);
  return faults;
}

/** The error shape of the service, or the bare 401 and 403 of the gateway before it; SCIM and OAuth have their own. */
function isRefusal(path: string, body: Record<string, unknown>): boolean {
  const { error_code, message, detail, error } = body;
  if (typeof error_code === "string" || [401, 403].includes(Number(error_code)))
    return typeof message === "string" && message !== "";
  return (
    (path.includes("/scim/") && typeof detail === "string") ||
    (path.startsWith("/oidc/") && typeof error === "string")
  );
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
