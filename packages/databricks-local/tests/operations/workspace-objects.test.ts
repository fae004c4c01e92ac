import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { refusal, NOW, TOKEN, useWorkspace, type Json } from "../use-workspace";

const MKDIRS = "/api/2.0/workspace/mkdirs";
const IMPORT = "/api/2.0/workspace/import";
const DELETE = "/api/2.0/workspace/delete";
const SQL = "-- Databricks notebook source\nSELECT 1";

describe("Workspace files", () => {
  const { call, workspace, restart } = useWorkspace();
  const status = (path: string) =>
    call("GET", `/api/2.0/workspace/get-status?path=${encodeURIComponent(path)}`);
  const list = async (path: string) =>
    (await call("GET", `/api/2.0/workspace/list?path=${encodeURIComponent(path)}`)).body.objects;
  const paths = async (path: string) => {
    const objects = await list(path);
    return Array.isArray(objects) ? objects.map((object: Json) => object.path) : [];
  };
  const importText = (path: string, text: string, rest: Json = {}) =>
    call("POST", IMPORT, { path, content: Buffer.from(text).toString("base64"), ...rest });
  const download = async (path: string) => {
    const response = await fetch(`${workspace().host}${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    return response.text();
  };
  const exportText = (path: string) =>
    download(`/api/2.0/workspace/export?path=${encodeURIComponent(path)}&direct_download=true`);
  const upload = (path: string, text: string, overwrite = false) =>
    call(
      "POST",
      `/api/2.0/workspace-files/import-file/${encodeURIComponent(path)}?overwrite=${overwrite}`,
      text,
    );

  it("begin with the folders that every workspace has", async () => {
    assert.deepEqual(await paths("/"), ["/Shared", "/Users"]);
    assert.deepEqual(await paths("/Users"), ["/Users/local.user@example.com"]);
    assert.equal(await list("/Shared"), undefined);
  });

  it("makes folders with those above them, once, under either spelling of the path", async () => {
    assert.deepEqual((await call("POST", MKDIRS, { path: "/Alerting/notebooks" })).body, {});
    const { body } = await status("/Alerting");
    assert.deepEqual(
      { ...body, object_id: 0, resource_id: "" },
      { object_type: "DIRECTORY", path: "/Alerting", object_id: 0, resource_id: "" },
    );
    assert.deepEqual((await call("POST", MKDIRS, { path: "/Workspace/Alerting/" })).body, {});
    assert.deepEqual((await status("/Workspace/Alerting")).body, {
      ...body,
      path: "/Workspace/Alerting",
    });
  });

  it("imports a notebook as source and gives it back, with its first line", async () => {
    await importText("/Shared/tables", "SELECT 1", { language: "SQL", format: "SOURCE" });
    const { body } = await status("/Shared/tables");
    assert.deepEqual([body.object_type, body.language, "size" in body], ["NOTEBOOK", "SQL", false]);
    assert.equal(await exportText("/Shared/tables"), SQL);
    const exported = await call("GET", "/api/2.0/workspace/export?path=/Shared/tables&format=SOURCE");
    assert.deepEqual(exported.body, { content: Buffer.from(SQL).toString("base64"), file_type: "sql" });
  });

  it("keeps a notebook's id when it is overwritten, and its contents over a restart", async () => {
    const before = (await status("/Shared/tables")).body.object_id;
    await importText("/Shared/tables", "SELECT 2", { language: "SQL", overwrite: true });
    assert.equal((await status("/Shared/tables")).body.object_id, before);
    await restart();
    assert.equal(await exportText("/Workspace/Shared/tables"), "-- Databricks notebook source\nSELECT 2");
  });

  it("refuses to import over something that is there: 400 for a notebook, 409 for a file", async () => {
    const notebook = await importText("/Shared/tables", "SELECT 1", { language: "SQL" });
    const message = "Path (/Shared/tables) already exists.";
    assert.deepEqual(refusal(notebook), [400, "RESOURCE_ALREADY_EXISTS", message]);
    await upload("Workspace/Shared/deploy.lock", "{}");
    assert.deepEqual(refusal(await upload("Workspace/Shared/deploy.lock", "{}")), [
      409,
      "RESOURCE_ALREADY_EXISTS",
      "Path (/Workspace/Shared/deploy.lock) already exists.",
    ]);
    assert.deepEqual(refusal(await upload("/Shared/tables", "x", true)), [
      400,
      "INVALID_PARAMETER_VALUE",
      "Cannot overwrite the asset at /Shared/tables due to type mismatch (asked: FILE, actual: NOTEBOOK)",
    ]);
  });

  it("takes files as asset bundles send them, and makes a notebook of a file that says it is one", async () => {
    await upload("/Shared/state.json", '{"serial": 1}');
    const { body } = await status("/Shared/state.json");
    const at = NOW.getTime();
    assert.deepEqual([body.object_type, body.size, body.created_at, body.modified_at], ["FILE", 13, at, at]);
    assert.equal(await download("/api/2.0/workspace-files/Shared/state.json"), '{"serial": 1}');
    await upload("/Shared/job.py", "# Databricks notebook source\nprint(1)");
    assert.deepEqual((await status("/Shared/job")).body.language, "PYTHON");
    assert.equal((await status("/Shared/job.py")).status, 404);
  });

  it("takes a multipart form, as the SDKs upload", async () => {
    const form = new FormData();
    form.set("path", "/Shared/form.txt");
    form.set("format", "AUTO");
    form.set("content", new Blob(["through a form"]), "content");
    const response = await fetch(`${workspace().host}${IMPORT}`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}` },
      body: form,
    });
    assert.equal(response.status, 200);
    assert.equal(await exportText("/Shared/form.txt"), "through a form");
  });

  it("refuses an object whose folder is not there, in the words that clients look for", async () => {
    const message = "The parent folder (/Shared/none) does not exist.";
    const answers = [
      await importText("/Shared/none/x", "1", { language: "PYTHON" }),
      await upload("Shared/none/x", "1"),
    ];
    for (const answer of answers)
      assert.deepEqual(refusal(answer), [404, "RESOURCE_DOES_NOT_EXIST", message]);

    const folder = await call("POST", MKDIRS, { path: "/Shared/tables/below" });
    const taken = "Path (/Shared/tables) already exists.";
    assert.deepEqual(refusal(folder), [400, "RESOURCE_ALREADY_EXISTS", taken]);
  });

  it("refuses formats, languages and sizes that it does not take", async () => {
    const html = await importText("/Shared/h", "", { format: "HTML" });
    assert.deepEqual(refusal(html), [
      400,
      "INVALID_PARAMETER_VALUE",
      "format HTML is not supported by the local workspace: use AUTO, SOURCE, RAW",
    ]);
    assert.deepEqual(refusal(await importText("/Shared/h", "")), [
      400,
      "INVALID_PARAMETER_VALUE",
      "To import a single file as SOURCE, you must set the language field",
    ]);
    assert.deepEqual(refusal(await upload("/Shared/big", "x".repeat(10 * 1024 * 1024 + 1))), [
      400,
      "MAX_NOTEBOOK_SIZE_EXCEEDED",
      "The content has 10485761 bytes: the limit is 10485760",
    ]);
    const jupyter = "/Shared/n.ipynb: Jupyter notebooks are not supported by the local workspace";
    assert.deepEqual(refusal(await upload("/Shared/n.ipynb", "{}")), [
      400,
      "INVALID_PARAMETER_VALUE",
      jupyter,
    ]);
  });

  it("deletes folders only when they are empty or the caller says so, and never the roots", async () => {
    await importText("/Alerting/notebooks/a", "1", { language: "PYTHON" });
    assert.deepEqual(refusal(await call("POST", DELETE, { path: "/Alerting" })), [
      400,
      "DIRECTORY_NOT_EMPTY",
      "Folder (/Alerting) is not empty",
    ]);
    assert.deepEqual((await call("POST", DELETE, { path: "/Alerting", recursive: true })).body, {});
    assert.deepEqual(refusal(await call("POST", DELETE, { path: "/Alerting" })), [
      404,
      "RESOURCE_DOES_NOT_EXIST",
      "Path (/Alerting) doesn't exist.",
    ]);
    const root = await call("POST", DELETE, { path: "/Workspace/Shared", recursive: true });
    assert.deepEqual(refusal(root), [400, "DIRECTORY_PROTECTED", "Folder (/Workspace/Shared) is protected"]);
  });

  it("never leaves the workspace, whatever the path climbs", async () => {
    await upload("Shared/../../../../../../tmp-of-the-machine", "x", true);
    assert.equal(await exportText("/tmp-of-the-machine"), "x");
    const climbing = await status("/../../etc/passwd");
    assert.deepEqual(refusal(climbing), [
      404,
      "RESOURCE_DOES_NOT_EXIST",
      "Path (/etc/passwd) doesn't exist.",
    ]);
    assert.deepEqual(refusal(await status("relative")), [
      400,
      "INVALID_PARAMETER_VALUE",
      "Path (relative) must be absolute",
    ]);
  });
});

describe("An alert's folder", () => {
  const { call } = useWorkspace({ checkParentPath: true });

  it("must exist when the workspace is told to check it", async () => {
    assert.deepEqual(refusal(await call("POST", "/api/2.0/alerts", alertBody())), [
      404,
      "RESOURCE_DOES_NOT_EXIST",
      "The parent folder (/Workspace/Alerting) does not exist.",
    ]);
    await call("POST", MKDIRS, { path: "/Alerting" });
    assert.equal((await call("POST", "/api/2.0/alerts", alertBody())).status, 200);
  });
});
