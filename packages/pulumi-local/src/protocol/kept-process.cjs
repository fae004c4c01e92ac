"use strict";
// Runs one main script of the SDK after the other, each as if in a process of its own: what a script's packages have
// loaded stays loaded, all else is forgotten. The engine's side is kept-processes.ts.
const { statSync } = require("node:fs");
const Module = require("node:module");
const { Socket } = require("node:net");
const path = require("node:path");
const vm = require("node:vm");

const MODULES = `${path.sep}node_modules${path.sep}`;
const PULUMI = `${path.sep}@pulumi${path.sep}`;
const FOREVER = /[\\/](proto[\\/].*|v8Hooks)\.js$/;
const EVENTS = ["uncaughtException", "unhandledRejection", "exit", "beforeExit", "SIGINT", "SIGTERM"];
// Once drained, the SDK's runner wants to be asked again: it signals its end then (cmd/run/index.ts).
const QUIET_ROUNDS = 3;

const exitProcess = process.exit;
// They are made when first asked for, and count as activities.
const streams = [process.stdout, process.stderr];
const writes = streams.map((stream) => stream.write.bind(stream));
/** So long what a script was at may take to end, after the script has ended itself. */
const LEAVING_MS = 200;
/** Thrown where a script has ended itself, since nothing of it may go on. */
const LEFT = { message: "the script has ended" };
let listeners = new Map();
let handles = new Set();
let idle = 0;
let quiet = 0;
let isRunning = false;
/** File of which each run loads a module anew → what it was compiled to, while it is the same file. */
const compiled = new Map();
const load = Module.prototype.load;
const compile = Module.prototype._compile;

process.on("message", ({ run, stop, abandon }) => {
  if (run) begin(run);
  else if (stop) end();
  else if (abandon) giveUp();
});

function begin({ args, env, cwd, keepModules }) {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  forgetProgram(keepModules);
  listeners = new Map(EVENTS.map((event) => [event, process.listeners(event)]));
  for (const event of ["uncaughtException", "unhandledRejection"]) process.off(event, ignore);
  handles = new Set(process._getActiveHandles());
  process.exitCode = undefined;
  process.argv = [process.execPath, ...args];
  process.exit = leave;
  for (const stream of streams) delete stream.write;
  // From here on this process lives as long as its script has something to do.
  process.channel.unref();
  idle = activities();
  quiet = 0;
  isRunning = true;
  process.on("beforeExit", drained);
  require(args[0]);
}

/**
 * What is no package is the program's own and may differ by now. The SDK, and the packages made with it, remember the
 * engine of their run; what its messages look like, and its hooks into V8, are the same for all.
 */
function forgetProgram(keepModules) {
  const kept = keptModules(keepModules);
  for (const file of Object.keys(require.cache))
    if (isForgotten(file) && !kept.has(file)) delete require.cache[file];
  delete globalThis.globalStore;
  delete globalThis.asyncLocalStorage;
}

function isForgotten(file) {
  const isForever = file.includes(MODULES) && !(file.includes(PULUMI) && !FOREVER.test(file));
  return !isForever && path.dirname(file) !== __dirname;
}

/** What remembers nothing of a run, and has all that it imports from modules of the kind. */
function keptModules(folders) {
  const own = Object.entries(require.cache).filter(
    ([file, { loaded }]) =>
      loaded && compiled.has(file) && folders.some((folder) => file.startsWith(folder + path.sep)),
  );
  const kept = new Map(own.filter(([file]) => !file.includes(MODULES)));
  if ([...kept.keys()].some((file) => compiled.get(file).version !== versionOf(file))) return new Map();
  let before;
  do {
    before = kept.size;
    for (const [file, { children }] of kept) {
      if (children.some((child) => isForgotten(child.filename) && !kept.has(child.filename)))
        kept.delete(file);
    }
  } while (kept.size < before);
  return kept;
}

/** To translate and compile the same hundreds of files again would be most of a run. */
Module.prototype._compile = function (content, file, ...more) {
  const result = compile.call(this, content, file, ...more);
  // What comes from no file has no path.
  if (path.isAbsolute(file) && isForgotten(file))
    compiled.set(file, { content, version: versionOf(file), first: this, found: new Map() });
  return result;
};

Module.prototype.load = function (file) {
  const known = compiled.get(file);
  if (known === undefined || known.version !== versionOf(file)) return load.call(this, file);
  // The first time Node itself compiled it, which knows its source map from then on for as long as that module is there.
  known.body ??= vm.compileFunction(
    known.content,
    ["exports", "require", "module", "__filename", "__dirname"],
    { filename: file, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  );
  this.filename = file;
  this.paths = Module._nodeModulePaths(path.dirname(file));
  known.body.call(this.exports, this.exports, requireOf(this, known.found), this, file, path.dirname(file));
  this.loaded = true;
};

/** `found`: where each of the module's imports was found the first time. To look for them takes as long as to run them. */
function requireOf(module, found) {
  const request = (id) => {
    const file = found.get(id) ?? request.resolve(id);
    found.set(id, file);
    const imported = require.cache[file];
    if (imported === undefined) return module.require(file);
    if (!module.children.includes(imported)) module.children.push(imported);
    return imported.exports;
  };
  request.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  request.main = process.mainModule;
  request.cache = require.cache;
  request.extensions = require.extensions;
  return request;
}

/** Undefined where it is gone. */
function versionOf(file) {
  const { mtimeMs, size } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return size && `${mtimeMs} ${size}`;
}

function drained() {
  setImmediate(() => {
    quiet = activities() > idle ? 0 : quiet + 1;
    if (quiet >= QUIET_ROUNDS && isRunning) finish();
  });
}

/** What keeps this process alive, but for the rounds of `drained`. */
function activities() {
  return process.getActiveResourcesInfo().filter((name) => name !== "Immediate").length;
}

/** As a signal would end the script: it may have something to write down first. */
function end() {
  const own = added("SIGTERM");
  process.exit = finish;
  if (own.length === 0) finish(0);
  for (const listener of own) listener("SIGTERM");
}

/**
 * A script ends itself: nothing of it is heard any more, and what it is still at ends with its process. Those of the SDK would tell the
 * engine what is thrown here.
 */
function leave(code = process.exitCode) {
  if (process.argv[1].includes(PULUMI)) exitProcess(code);
  const since = Date.now();
  process.exitCode = code;
  process.exit = throwLeft;
  for (const stream of streams) stream.write = () => true;
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, forget);
  setImmediate(function look() {
    if (activities() <= idle) finish(code);
    else if (Date.now() - since > LEAVING_MS) exitProcess(code);
    else setImmediate(look);
  });
  throwLeft();
}

function throwLeft() {
  throw LEFT;
}

/**
 * The engine answers no more. What waits for nothing else has come to its end, unheard; whatever else it is at would go on in
 * the next run.
 */
function giveUp() {
  const own = process._getActiveHandles().filter((handle) => !handles.has(handle));
  const isAtWork = own.some((handle) => !isWaiting(handle)) || activities() - own.length > idle;
  if (isAtWork) process.kill(-process.pid, "SIGTERM");
  else finish(0, false);
}

/** For the engine, which has no port, or for the next request over a connection that is kept for it. */
function isWaiting(handle) {
  return handle instanceof Socket && (handle.remotePort === undefined || handle._httpMessage === null);
}

function finish(code = process.exitCode ?? 0, isHeard = true) {
  if (!isRunning) return;
  isRunning = false;
  process.exitCode = code;
  if (isHeard) for (const listener of added("exit")) listener(code);
  const status = process.exitCode ?? 0;
  for (const event of EVENTS) for (const listener of added(event)) process.off(event, listener);
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, ignore);
  for (const handle of process._getActiveHandles())
    if (!handles.has(handle)) (handle.destroy ?? handle.close)?.call(handle);
  process.exit = exitProcess;
  process.exitCode = undefined;
  process.channel.ref();
  // What the closed connections still have to say belongs to this run.
  setTimeout(() => {
    for (const write of writes) write(`\0${status}\n`);
  }, 5);
}

function added(event) {
  const before = listeners.get(event) ?? [];
  return process.listeners(event).filter((listener) => !before.includes(listener));
}

function ignore() {}

function forget() {}
