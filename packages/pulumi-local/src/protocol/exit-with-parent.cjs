// Loaded into the program and the provider: without an engine nobody could end them, and an orphan gets another parent.
// Not by the end of stdin: to read it here deadlocks with loaders that `--import` starts.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(0), 500).unref();
