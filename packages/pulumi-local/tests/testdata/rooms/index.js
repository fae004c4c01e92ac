"use strict";
const ofTheSdk = require("./functions/of-the-sdk");
const pure = require("./functions/pure");

/** Which of its modules are those of the run before. */
module.exports = async () => ({ pid: process.pid, pure: pure.loaded, ofTheSdk: ofTheSdk.loaded });
