"use strict";
// Packages that others load at their start and that this program needs never, or for few of its settings. They are loaded when
// something of them is first asked for.

/** The end of the path of whoever requires it → what it requires. */
const LATE = [
  // Serialises functions. Ours are not: a provider is a text (components/dynamic-resource.ts).
  { importer: "@pulumi/pulumi/typescript-shim.js", request: "typescript" },
  { importer: "@pulumi/pulumi/runtime/closure/codePaths.js", request: "@npmcli/arborist", isNamespace: true },
  // Signs in by a browser, which our credentials never do.
  {
    importer: "@databricks/sql/dist/connection/auth/DatabricksOAuth/AuthorizationCode.js",
    request: "openid-client",
  },
  {
    importer: "@databricks/sql/dist/connection/auth/DatabricksOAuth/OAuthManager.js",
    request: "openid-client",
  },
  // Logs to the console. Ours is silent.
  { importer: "@databricks/sql/dist/DBSQLLogger.js", request: "winston" },
  { importer: "@databricks/sql/dist/connection/connections/HttpConnection.js", request: "proxy-agent" },
];

/**
 * The SDK's runner has V8 run as under a debugger, to say later which file a function is of that is to be serialised. Whoever has one
 * to be serialised waits for that again, and is told of the scripts from before, too.
 */
const WATCHED = { importer: "@pulumi/pulumi/cmd/run/index.js", request: "../../runtime/closure/v8Hooks" };

/** What stands for the package until then; nothing where it is to be loaded at once. `load`: loads it. */
function lateModule(importer, request, load) {
  if (request === WATCHED.request && importer.endsWith(WATCHED.importer))
    return { ...load(), isInitializedAsync: () => Promise.resolve() };

  const late = LATE.find((one) => one.request === request && importer.endsWith(one.importer));
  if (late === undefined) return undefined;

  let loaded;
  const real = () => (loaded ??= { exports: load() }).exports;
  // What is called as a function has to stand for one.
  const stand = function () {};
  const handler = Object.fromEntries(
    Object.getOwnPropertyNames(Reflect).map((trap) => [
      trap,
      (_stand, ...more) => Reflect[trap](real(), ...more),
    ]),
  );
  return new Proxy(stand, {
    ...handler,
    // TypeScript's helpers ask for it as soon as it is there: a namespace is then copied, property by property, unless it is one.
    get: (_stand, name) => (name === "__esModule" ? late.isNamespace === true : Reflect.get(real(), name)),
  });
}

module.exports = { lateModule };
