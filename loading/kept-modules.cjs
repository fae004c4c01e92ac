"use strict";
/**
 * Loads modules from what an earlier process has found, translated and compiled: to do so again for more than a thousand of them is
 * most of the time that a preview takes. A module whose file has changed is loaded as ever, and so are all while somebody debugs.
 *
 * In the program and in commands it is the first thing that is loaded (Pulumi.yaml, commands/main.cjs), in the process of the dynamic
 * providers the first of ours.
 */
const { createHash } = require("node:crypto");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");
const { lateModule } = require("./late-packages.cjs");
const { knowTranslations } = require("./source-places.cjs");
const { keyOf, readModules, stampOf, writeModules } = require("./module-file.cjs");

const ROOT = path.dirname(__dirname);
const PACKAGES = `${path.sep}node_modules${path.sep}`;
const [BEFORE, AFTER] = Module.wrapper;
/** Fewer are compiled sooner than all are written again. */
const FEWEST_NEW = 20;
const WRITTEN_AFTER_MS = 2_000;

const load = Module.prototype.load;
const compile = Module.prototype._compile;

class KeptModules {
  #file;
  #key = keyOf(ROOT);
  #kept;
  /** Path → what was compiled in this process. */
  #compiled = new Map();
  #new = 0;
  #timer;

  constructor() {
    // Options of Node may be flags of V8.
    const asked = JSON.stringify([
      path.basename(process.argv[1] ?? ""),
      process.execArgv,
      process.env.NODE_OPTIONS,
    ]);
    const name = createHash("sha256").update(asked).digest("hex").slice(0, 12);
    this.#file = path.join(ROOT, "node_modules", ".cache", "databricks-alerts", `modules-${name}`);
    const { modules, folders } = readModules(this.#file, this.#key);
    this.#kept = modules;
    // A file that was added may be meant by an import that led to another one before.
    const isAsBefore = Object.entries(folders).every(([folder, stamp]) => stampOf(folder) === stamp);
    if (!isAsBefore) this.#findAnew();
    process.on("exit", () => this.#write());
  }

  #findAnew() {
    this.#new = FEWEST_NEW;
    for (const [file, known] of this.#kept) if (isOwn(file)) known.found = { __proto__: null };
  }

  /** False where it has to be loaded as ever. */
  load(module, file) {
    const known = this.#kept.get(file);
    if (known === undefined || known.stamp !== stampOf(file)) return false;

    const bytes = readWhole(known);
    if (bytes === undefined) return false;

    const source = sourceIn(bytes, known);
    const code = bytes.subarray(known.sourceBytes);
    const script = scriptOf(source, file, code);
    module.filename = file;
    module.paths = Module._nodeModulePaths(path.dirname(file));
    runScript(script, module, file, known.found);
    module.loaded = true;
    return true;
  }

  /** False where Node has to compile it itself. */
  compile(module, content, file) {
    if (!path.isAbsolute(file) || content.startsWith("#!") || mayImport(content)) return false;
    let script;
    try {
      script = scriptOf(content, file);
    } catch {
      // Node shows a fault of syntax in its own way.
      return false;
    }
    const found = { __proto__: null };
    this.#remember(file, { script, source: content, found });
    runScript(script, module, file, found);
    return true;
  }

  /** Undefined where Node compiled the file itself. */
  translationOf(file) {
    const compiled = this.#compiled.get(file);
    if (compiled !== undefined) return compiled.source;

    const known = this.#kept.get(file);
    if (known === undefined || known.stamp !== stampOf(file)) return undefined;
    const bytes = readWhole(known);
    return bytes && sourceIn(bytes, known);
  }

  #remember(file, compiled) {
    this.#compiled.set(file, { path: file, stamp: stampOf(file), ...compiled });
    this.#new += 1;
    // Whoever ends this process may not wait for its end.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), WRITTEN_AFTER_MS).unref();
  }

  #write() {
    clearTimeout(this.#timer);
    if (this.#new < FEWEST_NEW) return;
    this.#new = 0;
    const unchanged = [...this.#kept.values()].filter((known) => known.stamp === stampOf(known.path));
    const compiled = [...this.#compiled.values()].map(({ script, source, ...known }) => ({
      ...known,
      ...bytesOf(script, source),
    }));
    const read = unchanged.flatMap((known) => {
      const bytes = readWhole(known);
      return bytes === undefined ? [] : [{ ...known, bytes }];
    });
    const modules = new Map([...read, ...compiled].map((known) => [known.path, known]));
    const own = [...modules.keys()].filter(isOwn);
    const folders = new Set(own.map((file) => path.dirname(file)));
    writeModules(this.#file, this.#key, {
      modules: [...modules.values()],
      folders: Object.fromEntries([...folders].map((folder) => [folder, stampOf(folder)])),
    });
  }
}

/**
 * Whether `import()` stands in it, be it in a string: what V8 has kept of such a module knows nobody whom it could ask for another ("A
 * dynamic import callback was not specified"). What a comment at the beginning of a line says is none, nor is a string of that alone, as
 * translators look for.
 */
function mayImport(source) {
  const code = source.replace(/^[^\S\n]*(?:\/\*\*\s[^]*?\*\/|\/\/.*$)|(["'])import\(\1/gm, "");
  return /(?<![\w$.])import\s*(?:\/\*[^]*?\*\/\s*)*\(/.test(code);
}

function isOwn(file) {
  return !file.includes(PACKAGES);
}

/** Undefined where it was damaged. */
function readWhole(known) {
  try {
    return known.read();
  } catch {
    return undefined;
  }
}

function sourceIn(bytes, { encoding, sourceBytes }) {
  return bytes.toString(encoding, 0, sourceBytes);
}

/** As Node compiles a module, with its lines and columns. */
function scriptOf(source, filename, cachedData) {
  return new vm.Script(BEFORE + source + AFTER, {
    filename,
    columnOffset: -BEFORE.length,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
}

function runScript(script, module, file, found) {
  const body = script.runInThisContext({ displayErrors: true });
  body.call(module.exports, module.exports, requireOf(module, found), module, file, path.dirname(file));
}

/** `found`: where each of the module's imports was found before. To look for them takes as long as to run them. */
function requireOf(module, found) {
  const request = (id) =>
    lateModule(module.filename, id, () => module.require(request.resolve(id))) ?? required(id);
  const required = (id) => {
    if (Module.isBuiltin(id)) return builtin(module, id);
    const file = (found[id] ??= request.resolve(id));
    const imported = require.cache[file];
    if (imported === undefined) return module.require(file);
    if (!module.children.includes(imported)) module.children.push(imported);
    return imported.exports;
  };
  request.resolve = (id, options) => Module._resolveFilename(id, module, false, options);
  request.resolve.paths = (id) => Module._resolveLookupPaths(id, module);
  request.main = process.mainModule;
  request.cache = require.cache;
  request.extensions = require.extensions;
  return request;
}

/** Node spares packages the warning that a module of its own is out of date, and takes us for whoever asks for it. */
function builtin(module, id) {
  const { noDeprecation } = process;
  if (!isOwn(module.filename)) process.noDeprecation = true;
  try {
    return module.require(id);
  } finally {
    process.noDeprecation = noDeprecation;
  }
}

/** One byte a character where that is enough: it is read several times as fast. */
function bytesOf(script, source) {
  const encoding = /^[\0-\xff]*$/.test(source) ? "latin1" : "utf16le";
  const text = Buffer.from(source, encoding);
  const code = script.createCachedData();
  return { encoding, sourceBytes: text.length, codeBytes: code.length, bytes: Buffer.concat([text, code]) };
}

/** Whoever looks at the code, or at what of it was run, is to see what Node itself would have loaded. */
function isLookedAt() {
  return (
    require("node:inspector").url() !== undefined || process.env.NODE_V8_COVERAGE || process.env.ALERTS_DEBUG
  );
}

/** Processes that a test starts once for many runs keep what they have loaded in memory. */
const isKept = process.env.PULUMI_LOCAL_KEPT === "1";

if (!isKept && !isLookedAt()) {
  // The SDK will set it when it is loaded; and V8 takes nothing that was compiled with other flags.
  v8.setFlagsFromString("--allow-natives-syntax");
  const kept = new KeptModules();
  knowTranslations((file) => kept.translationOf(file));
  Module.prototype.load = function (file) {
    if (!kept.load(this, file)) load.call(this, file);
  };
  Module.prototype._compile = function (content, file, ...more) {
    if (!kept.compile(this, content, file)) return compile.call(this, content, file, ...more);
  };
}
