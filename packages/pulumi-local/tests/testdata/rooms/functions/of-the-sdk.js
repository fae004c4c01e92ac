"use strict";
require("@pulumi/pulumi");
exports.loaded = require("node:crypto").randomUUID();
