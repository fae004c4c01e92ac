"use strict";
// A file of modules as V8 has compiled them: first length and checksum of its list, then the list, then what the list points at. V8
// itself believes what it reads.
const fs = require("node:fs");
const path = require("node:path");
const { crc32 } = require("node:zlib");

/** Changes with the form of the file. */
const FORM = 3;
const HEAD_BYTES = 8;

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

/**
 * The modules of the file by their path; none where there is no file, one that is damaged, or one for something else. `read`
 * throws where what it reads was damaged.
 */
function readModules(file, key) {
  let descriptor;
  try {
    descriptor = fs.openSync(file, "r");
    const head = readAt(descriptor, 0, HEAD_BYTES);
    const length = head.readUInt32LE();
    const list = JSON.parse(readAt(descriptor, HEAD_BYTES, length, head.readUInt32LE(4)).toString());
    if (list.key !== key) throw new Error("made for something else");
    const start = HEAD_BYTES + length;
    const modules = list.modules.map(({ at, ...module }) => [
      module.path,
      {
        ...module,
        found: { __proto__: null, ...module.found },
        read: () => readAt(descriptor, start + at, module.sourceBytes + module.codeBytes, module.checksum),
      },
    ]);
    return { modules: new Map(modules), folders: list.folders };
  } catch {
    if (descriptor !== undefined) fs.closeSync(descriptor);
    return { modules: new Map(), folders: {} };
  }
}

function readAt(descriptor, at, length, checksum) {
  const bytes = Buffer.allocUnsafe(length);
  if (fs.readSync(descriptor, bytes, 0, length, at) !== length) throw new Error("too short");
  if (checksum !== undefined && crc32(bytes) !== checksum) throw new Error("damaged");
  return bytes;
}

/** Whole or not at all: whoever reads it meanwhile goes on with the old one. Where nothing can be written nothing is kept. */
function writeModules(file, key, { modules, folders }) {
  const parts = [];
  let at = 0;
  const listed = modules.map(({ bytes, ...module }) => {
    parts.push(bytes);
    at += bytes.length;
    return { ...module, at: at - bytes.length, checksum: crc32(bytes) };
  });
  const list = Buffer.from(JSON.stringify({ key, folders, modules: listed }));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(list.length);
  head.writeUInt32LE(crc32(list), 4);
  const unfinished = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = fs.openSync(unfinished, "w", 0o600);
    fs.writevSync(descriptor, [head, list]);
    fs.writeSync(descriptor, Buffer.concat(parts));
    fs.fsyncSync(descriptor);
    fs.closeSync(descriptor);
    fs.renameSync(unfinished, file);
  } catch {
    fs.rmSync(unfinished, { force: true });
  }
}

module.exports = { keyOf, readModules, stampOf, writeModules };
