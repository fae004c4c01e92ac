import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sync as writeFileAtomic } from "write-file-atomic";
import { makeDirectory } from "../make-directory";

/** The bytes of files and notebooks, each under a name that is made here: what clients call them never reaches the disk. */
export class FileContents {
  constructor(
    private readonly directory: string,
    inUse: ReadonlySet<string>,
  ) {
    makeDirectory(directory);
    // What a kill left behind between the bytes and the line that names them.
    readdirSync(directory)
      .filter((name) => !inUse.has(name))
      .forEach((name) => this.remove(name));
  }

  add(bytes: Buffer): string {
    const name = randomUUID();
    writeFileAtomic(join(this.directory, name), bytes, { mode: 0o600 });
    return name;
  }

  read(name: string): Buffer {
    return readFileSync(join(this.directory, name));
  }

  remove(name: string): void {
    rmSync(join(this.directory, name), { force: true });
  }
}
