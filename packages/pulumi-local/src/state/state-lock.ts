import { readFileSync } from "node:fs";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { EngineError, messageOf } from "../engine-error";

interface Holder {
  pid: number;
  /** When the process started, in ticks since the machine did: tells a process from a later one with its number. */
  startedAt: string;
  command: string;
}

/** One run at a time may write a stack's state. What a dead run left behind is taken over. */
export class StateLock {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  static async acquire(file: string, command: string): Promise<StateLock> {
    const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid), command };
    for (;;) {
      if (await place(file, mine)) return new StateLock(file);
      const holder = await readHolder(file);
      if (holder && isAlive(holder)) {
        throw new EngineError(
          `another run (${holder.command}, process ${holder.pid}) is using this stack: wait for it, or end it`,
        );
      }
      await rm(file, { force: true });
    }
  }

  async release(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

/** A link to a complete file: no one ever sees a lock without its holder. */
async function place(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.pid}`;
  try {
    await writeFile(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw new EngineError(`the lock ${file} cannot be written: ${messageOf(error)}`);
  } finally {
    await rm(draft, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    // Gone in the meantime, or cut short by a kill: nobody holds it.
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive, but somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return startOf(pid) === startedAt;
}

/** Field 22 of /proc/PID/stat (proc(5)); "" where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
