import { ExpectedError } from "../messages/expected-error";

/** What people call the system's and the TLS library's codes. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host's name could not be looked up",
  EHOSTUNREACH: "no way to the host",
  ENETUNREACH: "no way to the network",
  UND_ERR_CONNECT_TIMEOUT: "no answer to the attempt to connect",
};

const UNTRUSTED = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
]);

/** The client is closed: the run is over, and what it still asks is of no use to anybody. */
const CLOSED = ["UND_ERR_CLOSED", "UND_ERR_DESTROYED"];

/** Does not get better by trying again. */
const LASTING = new Set(["ENOTFOUND", ...CLOSED, ...UNTRUSTED]);

/** No answer came. */
export class ConnectionError extends ExpectedError {
  override readonly name = "ConnectionError";

  constructor(
    /** `unreachable`: nothing was sent. `lost`, `timeout`: the request may have been carried out. */
    readonly outcome: "unreachable" | "lost" | "timeout",
    message: string,
    /** True where the same request may succeed a moment later. */
    readonly transient: boolean,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** @param origin the host that was called, for the text */
export function connectionError(cause: unknown, origin: string, timeoutMs: number): ConnectionError {
  if (cause instanceof Error && cause.name === "TimeoutError")
    return new ConnectionError("timeout", `no answer within ${timeoutMs / 1000} s`, false, cause);

  const code = codeOf(cause);
  if (UNTRUSTED.has(code)) {
    const text = `Cannot reach ${origin}: its certificate is not trusted (${code}). Set DATABRICKS_CA_FILE to the authority's certificate.`;
    return new ConnectionError("unreachable", text, false, cause);
  }
  const reason = REASONS[code];
  if (reason !== undefined) {
    const text = `Cannot reach ${origin}: ${reason}. Is the workspace running? Check DATABRICKS_HOST.`;
    return new ConnectionError("unreachable", text, !LASTING.has(code), cause);
  }
  const text = `the connection to ${origin} broke (${code})`;
  return new ConnectionError("lost", text, !LASTING.has(code), cause);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);

  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** No token could be had. The message names what was tried, and never holds a token. */
export class SignInError extends ExpectedError {
  override readonly name = "SignInError";
}
