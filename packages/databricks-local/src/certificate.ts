import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

export interface Certificate {
  /** Where the PEM certificate lies: what a client is told to trust. */
  readonly file: string;
  readonly cert: string;
  readonly key: string;
}

/** Browsers and macOS refuse certificates that are valid for longer than 825 days. */
const VALID_DAYS = 800;
const RENEW_BEFORE_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Where the PEM certificate of this data directory lies. */
export function certificateFile(dataDir: string): string {
  return join(dataDir, "certificate.pem");
}

/** The self-signed certificate of this data directory, for 127.0.0.1 and localhost: made once, then reused. */
export async function loadCertificate(dataDir: string, now: Date): Promise<Certificate> {
  const file = certificateFile(dataDir);
  const keyFile = join(dataDir, "certificate.key");
  if (existsSync(file) && existsSync(keyFile)) {
    const cert = readFileSync(file, "utf8");
    const validTo = new Date(new X509Certificate(cert).validTo).getTime();
    if (validTo - now.getTime() > RENEW_BEFORE_DAYS * DAY_MS)
      return { file, cert, key: readFileSync(keyFile, "utf8") };
  }
  const { cert, key } = await makeCertificate(now);
  await writeFileAtomic(keyFile, key, { mode: 0o600 });
  await writeFileAtomic(file, cert, { mode: 0o644 });
  return { file, cert, key };
}

async function makeCertificate(now: Date): Promise<{ cert: string; key: string }> {
  const { generate } = await import("selfsigned");
  const pems = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
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
  return { cert: pems.cert, key: pems.private };
}
