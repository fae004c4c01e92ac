import { createSecureContext, rootCertificates } from "node:tls";
import { buildConnector, type Dispatcher, EnvHttpProxyAgent } from "undici";

const MOST_CONNECTIONS = 32;
const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;
const LOOPBACK = "127.0.0.1,localhost,[::1]";

/** The proxies of the environment; what is on this machine is reached directly, whatever they say. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

export function proxySettings(env: NodeJS.ProcessEnv): ProxySettings {
  const httpProxy = env["http_proxy"] ?? env["HTTP_PROXY"] ?? "";
  const noProxy = (env["no_proxy"] ?? env["NO_PROXY"] ?? "").trim();
  return {
    httpProxy,
    httpsProxy: env["https_proxy"] ?? env["HTTPS_PROXY"] ?? "",
    // A lone star means "no proxy at all", but only while it stands alone.
    noProxy: noProxy === "*" ? noProxy : [noProxy, LOOPBACK].filter(Boolean).join(","),
  };
}

const DIRECT: ProxySettings = { httpProxy: "", httpsProxy: "", noProxy: "*" };

/** Pooled keep-alive connections. Idle ones do not keep the process alive. */
export function openConnections(options: { caCert?: string; proxy?: ProxySettings }): Dispatcher {
  const { caCert, proxy = DIRECT } = options;
  // undici copies its options for each origin, and a list of authorities has 200 KB: only what goes through a proxy needs it.
  const isProxied = proxy.httpProxy !== "" || proxy.httpsProxy !== "";
  return new EnvHttpProxyAgent({
    ...proxy,
    connections: MOST_CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: caCert === undefined ? { timeout: CONNECT_TIMEOUT_MS } : connectorTrusting(caCert),
    requestTls: {
      timeout: CONNECT_TIMEOUT_MS,
      ...(caCert !== undefined && isProxied && { ca: authorities(caCert) }),
    },
  });
}

/** A list of our own replaces the built-in authorities, so they are named again. */
export function authorities(caCert: string): string[] {
  return [...rootCertificates, caCert];
}

/** What trusts one more authority. To read all of them takes 50 ms: once, and not for each of many connections. */
function connectorTrusting(caCert: string): buildConnector.connector {
  const plain = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  let secure: buildConnector.connector | undefined;
  return (options, callback) => {
    if (options.protocol !== "https:") return plain(options, callback);

    secure ??= buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      secureContext: createSecureContext({ ca: authorities(caCert) }),
    });
    secure(options, callback);
  };
}
