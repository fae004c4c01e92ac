"use strict";
// A file of modules as V8 has compiled them: first the length of its list, then the list, then what the list points at.
const fs = require("node:fs");
const path = require("node:path");

/** Changes with the form of the file. */
const FORM = 1;
const LENGTH_BYTES = 8;

/** What all of it depends on: another Node compiles otherwise, and other packages may be found elsewhere. */
function keyOf(root) {
  const stamps = ["package.json", "node_modules/.package-lock.json"].map((name) =>
    stampOf(path.join(root, name)),
  );
  return JSON.stringify([FORM, process.version, process.arch, ...stamps]);
}

/**
 * Changes whenever a file is written or replaced. Not the time of its change, which packages bring along and which is the same for
 * all of them.
 */
function stampOf(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.ctimeMs} ${stat.size} ${stat.ino}`;
}

/** The modules of the file by their path; none where there is no file, or one for something else. */
function readModules(file, key) {
  let descriptor;
  try {
    descriptor = fs.openSync(file, "r");
    const length = Number(readAt(descriptor, 0, LENGTH_BYTES).readBigUInt64LE());
    const list = JSON.parse(readAt(descriptor, LENGTH_BYTES, length).toString());
    if (list.key !== key) throw new Error("made for something else");
    const start = LENGTH_BYTES + length;
    const modules = list.modules.map(({ at, ...module }) => [
      module.path,
      {
        ...module,
        found: { __proto__: null, ...module.found },
        read: () => readAt(descriptor, start + at, module.sourceBytes + module.codeBytes),
      },
    ]);
    return { modules: new Map(modules), folders: list.folders };
  } catch {
    if (descriptor !== undefined) fs.closeSync(descriptor);
    return { modules: new Map(), folders: {} };
  }
}

function readAt(descriptor, at, length) {
  const bytes = Buffer.allocUnsafe(length);
  if (fs.readSync(descriptor, bytes, 0, length, at) !== length) throw new Error("too short");
  return bytes;
}

/** Whole or not at all: whoever reads it meanwhile goes on with the old one. Where nothing can be written nothing is kept. */
function writeModules(file, key, { modules, folders }) {
  const parts = [];
  let at = 0;
  const listed = modules.map(({ bytes, ...module }) => {
    parts.push(bytes);
    at += bytes.length;
    return { ...module, at: at - bytes.length };
  });
  const list = Buffer.from(JSON.stringify({ key, folders, modules: listed }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(list.length));
  const unfinished = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = fs.openSync(unfinished, "w", 0o600);
    fs.writevSync(descriptor, [length, list]);
    fs.writeSync(descriptor, Buffer.concat(parts));
    fs.fsyncSync(descriptor);
    fs.closeSync(descriptor);
    fs.renameSync(unfinished, file);
  } catch {
    fs.rmSync(unfinished, { force: true });
  }
}

module.exports = { keyOf, readModules, stampOf, writeModules };
