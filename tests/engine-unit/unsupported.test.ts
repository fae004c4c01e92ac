import assert from "node:assert/strict";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Value } from "google-protobuf/google/protobuf/struct_pb";
import { goalOfRequest } from "../../local/engine/protocol/goal-of-request";
import { NotesStack, stepsOf } from "./notes-stack";

const SET: Record<string, (request: RegisterResourceRequest) => unknown> = {
  remote: (request) => request.setRemote(true),
  protect: (request) => request.setProtect(true),
  provider: (request) => request.setProvider("urn:pulumi:dev::notes::pulumi:providers:random::mine::1"),
  providers: (request) => request.getProvidersMap().set("random", "mine"),
  import: (request) => request.setImportid("1.txt"),
  ignoreChanges: (request) => request.setIgnorechangesList(["text"]),
  replaceOnChanges: (request) => request.setReplaceonchangesList(["text"]),
  retainOnDelete: (request) => request.setRetainondelete(true),
  deletedWith: (request) => request.setDeletedwith("urn:pulumi:dev::notes::a:b:C::c"),
  replaceWith: (request) => request.setReplaceWithList(["urn:pulumi:dev::notes::a:b:C::c"]),
  replacementTrigger: (request) => request.setReplacementTrigger(Value.fromJavaScript("1")),
  aliases: (request) => request.addAliasurns("urn:pulumi:dev::notes::a:b:C::old"),
  transforms: (request) => request.addTransforms(new Callback()),
  hooks: (request) => request.setHooks(new RegisterResourceRequest.ResourceHooksBinding()),
  hideDiffs: (request) => request.addHidediffs("text"),
  envVarMappings: (request) => request.getEnvvarmappingsMap().set("A", "B"),
  customTimeouts: (request) =>
    request.setCustomtimeouts(new RegisterResourceRequest.CustomTimeouts().setCreate("5m")),
};

function newRequest(): RegisterResourceRequest {
  return new RegisterResourceRequest()
    .setType("pulumi-nodejs:dynamic/notes:Note")
    .setName("first")
    .setCustom(true);
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

  it("accepts a registration without any of them", () => {
    assert.deepEqual(goalOfRequest(newRequest().setProtect(false), "dev", "notes"), {
      urn: "urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note::first",
      type: "pulumi-nodejs:dynamic/notes:Note",
      name: "first",
      custom: true,
      parent: "",
      inputs: {},
      dependencies: [],
      propertyDependencies: {},
      additionalSecretOutputs: [],
    });
  });
});

describe("what the engine does not support", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("ends the run with its name before anything is created", async () => {
    const result = await stack.run("up", [{ name: "first", text: "hello", options: { protect: true } }]);
    assert.equal(result.ok, false);
    assert.deepEqual(
      result.diagnostics.map(({ message }) => message),
      [
        "the resource option protect of first (pulumi-nodejs:dynamic/notes:Note) is not supported by the local engine: use the Pulumi CLI",
      ],
    );
    assert.deepEqual(stepsOf(result), []);
  });

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
  });
});
