import assert from "node:assert/strict";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Value } from "google-protobuf/google/protobuf/struct_pb";
import { goalOfRequest } from "../src/protocol/goal-of-request";
import { READ_FIELDS, REGISTRATION_FIELDS } from "../src/protocol/registration-fields";
import { NotesStack, stepsOf } from "./notes-stack";

const SET: Record<string, (request: RegisterResourceRequest) => unknown> = {
  remote: (request) => request.setRemote(true),
  provider: (request) => request.setProvider("urn:pulumi:dev::notes::pulumi:providers:random::mine::1"),
  providers: (request) => request.getProvidersMap().set("random", "mine"),
  transforms: (request) => request.addTransforms(new Callback()),
  hooks: (request) => request.setHooks(new RegisterResourceRequest.ResourceHooksBinding()),
  envVarMappings: (request) => request.getEnvvarmappingsMap().set("A", "B"),
};

function newRequest(): RegisterResourceRequest {
  return new RegisterResourceRequest()
    .setType("pulumi-nodejs:dynamic/notes:Note")
    .setName("first")
    .setCustom(true);
}

/** The fields of a message, by the names of its `toObject`. */
function fieldsOf(message: { prototype: object }): string[] {
  return Object.getOwnPropertyNames(message.prototype)
    .filter((name) => /^set[A-Z]/.test(name) || /^get.*Map$/.test(name))
    .map((name) => name.charAt(3).toLowerCase() + name.slice(4))
    .sort();
}

describe("goalOfRequest", () => {
  for (const [option, set] of Object.entries(SET)) {
    it(`refuses the resource option ${option} by name`, () => {
      const request = newRequest();
      set(request);
      assert.throws(() => goalOfRequest(request, "dev", "notes"), {
        message: `the resource option ${option} of first (pulumi-nodejs:dynamic/notes:Note) is not supported by the local engine: use the Pulumi CLI`,
      });
    });
  }

  it("refuses for a component what only a managed resource can have", () => {
    const request = newRequest().setCustom(false).setReplacementTrigger(Value.fromJavaScript("1"));
    assert.throws(
      () => goalOfRequest(request, "dev", "notes"),
      /^UnsupportedError: the resource option replacementTrigger of first /,
    );
  });

  it("knows what to do with every field that the SDK can send", () => {
    assert.deepEqual(Object.keys(REGISTRATION_FIELDS).sort(), fieldsOf(RegisterResourceRequest));
    assert.deepEqual(Object.keys(READ_FIELDS).sort(), fieldsOf(ReadResourceRequest));
  });

  it("accepts a registration without options", () => {
    assert.deepEqual(goalOfRequest(newRequest().setProtect(false), "dev", "notes"), {
      urn: "urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note::first",
      type: "pulumi-nodejs:dynamic/notes:Note",
      name: "first",
      custom: true,
      parent: "",
      inputs: {},
      dependencies: [],
      propertyDependencies: {},
      aliases: [],
      options: { protect: false },
    });
  });

  it("reads timeouts as Go writes durations, and refuses what is none", () => {
    const withTimeout = (text: string) =>
      goalOfRequest(
        newRequest().setCustomtimeouts(new RegisterResourceRequest.CustomTimeouts().setCreate(text)),
        "dev",
        "notes",
      );
    assert.deepEqual(withTimeout("1h1.5m30s").options, { customTimeouts: { create: 3720 } });
    assert.throws(() => withTimeout("5 minutes"), {
      message: "unable to parse customTimeout Value 5 minutes",
    });
  });

  it("refuses a path that is none", () => {
    assert.throws(() => goalOfRequest(newRequest().setIgnorechangesList(["a[b"]), "dev", "notes"), {
      message: '"a[b" of first is no path of a property',
    });
  });
});

describe("what the engine does not support", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("can be a resource type", async () => {
    const result = await stack.run("up", [], { config: { foreign: "random:index/randomId:RandomId" } });
    assert.deepEqual(
      result.diagnostics.map(({ message }) => message),
      [
        "the resource type random:index/randomId:RandomId is not supported by the local engine: use the Pulumi CLI",
      ],
    );
  });

  it("can be a function of another package", async () => {
    const result = await stack.run("up", [], { config: { invoke: "random:index:pick" } });
    assert.deepEqual(
      result.diagnostics.map(({ message }) => message),
      ["the function random:index:pick is not supported by the local engine: use the Pulumi CLI"],
    );
    assert.deepEqual(stepsOf(result), []);
  });
});
