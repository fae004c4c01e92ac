import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { once } from "node:events";
import { promisify } from "node:util";
import { join } from "node:path";
import { generate } from "selfsigned";
import { z } from "zod";
import { proxySettings } from "../../../databricks/connections";
import { RestClient } from "../../../databricks/rest-client";
import { scriptedServer } from "./scripted-server";

const credentials = (host: string) => ({
  host: new URL(host),
  token: () => Promise.resolve("t"),
  describe: "a test",
});
const portOf = (server: { address(): unknown }) =>
  z.object({ port: z.number() }).parse(server.address()).port;

describe("connections", () => {
  it("trusts the authority of caCert, and no unknown one", async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
      extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
    });
    const server = createTlsServer({ key, cert }, (_request, response) => response.end("{}"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const host = `https://127.0.0.1:${portOf(server)}`;
    try {
      await new RestClient({ ...credentials(host), caCert: cert }).get("/", z.object({}));
      await assert.rejects(new RestClient(credentials(host)).get("/", z.object({})), {
        name: "ConnectionError",
        message: `Cannot reach ${host}: its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). Set DATABRICKS_CA_FILE to the authority's certificate.`,
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("asks the proxy for another machine, and never for this one", async () => {
    await using server = await scriptedServer([{ status: 200, json: {} }]);
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      asked.push(request.url ?? "");
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const url = `http://127.0.0.1:${portOf(proxy)}`;
    const settings = proxySettings({ HTTPS_PROXY: url, HTTP_PROXY: url });
    try {
      const remote = { ...credentials("https://one.invalid"), proxy: settings };
      await assert.rejects(new RestClient(remote, { retry: { retries: 0 } }).get("/", z.object({})));
      await new RestClient({ ...credentials(server.url), proxy: settings }).get("/", z.object({}));
      assert.deepEqual(asked, ["one.invalid:443"]);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  it("respects no_proxy, and its star", () => {
    const env = { https_proxy: "http://p:1", no_proxy: "example.com" };
    assert.deepEqual(proxySettings(env), {
      httpProxy: "",
      httpsProxy: "http://p:1",
      noProxy: "example.com,127.0.0.1,localhost,[::1]",
    });
    assert.equal(proxySettings({ NO_PROXY: "*" }).noProxy, "*");
  });

  it("lets the process end while connections are kept alive", async () => {
    await using server = await scriptedServer([{ status: 200, json: {} }]);
    const program = `
      const { z } = require("zod");
      const { RestClient } = require("./databricks/rest-client.ts");
      const token = () => Promise.resolve("t");
      new RestClient({ host: new URL("${server.url}"), token, describe: "" }).get("/", z.object({}))
        .then(() => process.stdout.write("answered"));`;
    const options = { cwd: join(__dirname, "../../.."), timeout: 20_000 };
    const start = ["--require", "tsx/cjs", "--eval", program];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, start, options);
    assert.equal(stdout, "answered");
    assert.equal(stderr, "");
    assert.equal(server.received.length, 1);
  });
});
