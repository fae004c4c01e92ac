"use strict";
exports.loaded = require("node:crypto").randomUUID();
