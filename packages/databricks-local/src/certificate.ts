import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

export interface Certificate {
  /** Where the PEM certificate of the authority lies: what a client is told to trust. */
  readonly file: string;
  /** The server's, which that authority has signed. */
  readonly cert: string;
  readonly key: string;
}

/** Browsers and macOS refuse certificates that are valid for longer than 825 days. */
const VALID_DAYS = 800;
const RENEW_BEFORE_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Where the PEM certificate of this data directory's authority lies. */
export function certificateFile(dataDir: string): string {
  return join(dataDir, "certificate.pem");
}

/** The certificate of this data directory's server, for 127.0.0.1 and localhost: made once, then reused. */
export async function loadCertificate(dataDir: string, now: Date): Promise<Certificate> {
  const file = certificateFile(dataDir);
  const [serverFile, keyFile] = [join(dataDir, "server.pem"), join(dataDir, "certificate.key")];
  if ([file, serverFile, keyFile].every((name) => existsSync(name))) {
    const cert = readFileSync(serverFile, "utf8");
    const validTo = new Date(new X509Certificate(cert).validTo).getTime();
    if (validTo - now.getTime() > RENEW_BEFORE_DAYS * DAY_MS)
      return { file, cert, key: readFileSync(keyFile, "utf8") };
  }
  const { authority, cert, key } = await makeCertificates(now);
  await writeFileAtomic(keyFile, key, { mode: 0o600 });
  await writeFileAtomic(serverFile, cert, { mode: 0o644 });
  await writeFileAtomic(file, authority, { mode: 0o644 });
  return { file, cert, key };
}

/**
 * Two certificates, since some clients, such as those built with rustls, take none for a server's that may sign others.
 * The authority's key is thrown away: what trusts it trusts this one server.
 */
async function makeCertificates(now: Date): Promise<{ authority: string; cert: string; key: string }> {
  const { generate } = await import("selfsigned");
  const common = {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + VALID_DAYS * DAY_MS),
  } as const;
  const authority = await generate([{ name: "commonName", value: "databricks-local" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { authority: authority.cert, cert: server.cert, key: server.private };
}
