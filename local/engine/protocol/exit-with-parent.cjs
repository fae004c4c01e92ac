// Loaded into the provider's process: without an engine nobody could end it. The pipe closes however the engine ends.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
process.stdin.unref();
