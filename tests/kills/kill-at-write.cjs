"use strict";
// Loaded before a command: ends its process by SIGKILL at one of the steps in which it writes files of its folder. The steps are
// counted from 0, and stand in WRITES_FILE when the process ends by itself; a file that is written has two, before and half way.

const fs = require("node:fs");
const { resolve, sep } = require("node:path");

const KILL_AT = Number(process.env.KILL_AT_WRITE);
const root = process.cwd() + sep;
const { writeFileSync } = fs;
let steps = 0;

function step(work = () => undefined) {
  if (steps++ !== KILL_AT) return;
  work();
  process.kill(process.pid, "SIGKILL");
}

for (const name of ["writeFileSync", "renameSync", "rmSync", "mkdirSync", "cpSync", "copyFileSync"]) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    if (!(resolve(String(path)) + sep).startsWith(root)) return original(path, ...rest);
    step();
    if (name === "writeFileSync") {
      const [text, ...options] = rest;
      step(() => original(path, String(text).slice(0, String(text).length / 2), ...options));
    }
    return original(path, ...rest);
  };
}

if (process.env.WRITES_FILE) process.on("exit", () => writeFileSync(process.env.WRITES_FILE, String(steps)));
