import { randomInt, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sync as writeFileAtomic } from "write-file-atomic";
import { ApiError } from "../api-error";
import { makeDirectory } from "../data-dir";
import { Journal } from "../journal";
import { describeObject, type NewObject, type StoredObject, storedObjectShape } from "./workspace-object";
import { ancestorsOf, parentOf, readWorkspacePath, type WorkspacePath } from "./workspace-path";

interface Settings {
  readonly userName: string;
  readonly clock: () => Date;
}

/** Folders, notebooks and files of the workspace, by their path without the `/Workspace` prefix. */
export class FileStore {
  readonly #journal: Journal<StoredObject>;
  readonly #contents: FileContents;
  /** What every workspace has; it cannot be deleted. */
  readonly #roots: readonly string[];

  readonly #settings: Settings;

  constructor(dataDir: string, settings: Settings) {
    this.#settings = settings;

    this.#journal = new Journal(join(dataDir, "workspace-objects.jsonl"), storedObjectShape);
    const inUse = [...this.#journal.records.values()].flatMap(({ content }) => content ?? []);
    this.#contents = new FileContents(join(dataDir, "workspace-contents"), new Set(inUse));
    this.#roots = ["/", "/Shared", "/Users", `/Users/${settings.userName}`];
    this.#roots
      .filter((root) => !this.#journal.records.has(root))
      .forEach((root) => this.#addFolder(root, settings.userName));
  }

  /** Whether something lies there. */
  has({ key }: WorkspacePath): boolean {
    return this.#journal.records.has(key);
  }

  describe(path: WorkspacePath) {
    return describeObject(`${path.prefix}${path.key}`, this.find(path));
  }

  /** What is in the folder, by name; of anything else the object itself. */
  list(path: WorkspacePath) {
    if (this.find(path).object_type !== "DIRECTORY") return [this.describe(path)];
    return [...this.#journal.records]
      .filter(([key]) => key !== "/" && parentOf(key) === path.key)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, stored]) => describeObject(`${path.prefix}${key}`, stored));
  }

  find({ key, prefix }: WorkspacePath): StoredObject {
    const found = this.#journal.records.get(key);
    if (found === undefined) throw ApiError.notFound(`Path (${prefix}${key}) doesn't exist.`);
    return found;
  }

  /** The object of that id, with its path. */
  findById(objectId: number): { readonly path: string; readonly stored: StoredObject } | undefined {
    const found = [...this.#journal.records].find(([, { object_id }]) => object_id === objectId);
    return found && { path: found[0], stored: found[1] };
  }

  /** The id of a folder, if it is there. */
  folderId(path: string): number | undefined {
    const found = this.#journal.records.get(readWorkspacePath(path).key);
    return found?.object_type === "DIRECTORY" ? found.object_id : undefined;
  }

  /** Refuses with the service's words when a folder that something is to be put into is not there. */
  requireFolder(path: string): void {
    const { key } = readWorkspacePath(path);
    if (this.#journal.records.get(key)?.object_type === "DIRECTORY") return;
    throw ApiError.notFound(`The parent folder (${path}) does not exist.`);
  }

  read(path: WorkspacePath): Buffer {
    const { content } = this.find(path);
    if (content === undefined)
      throw ApiError.invalidParameter(`Path (${path.prefix}${path.key}) is a folder, which has no contents`);

    return this.#contents.read(content);
  }

  /** With every folder above; one that is there already is left as it is. */
  makeFolders({ key, prefix }: WorkspacePath, creator: string): void {
    for (const folder of [...ancestorsOf(key), key]) {
      const found = this.#journal.records.get(folder);
      if (found === undefined) this.#addFolder(folder, creator);
      else if (found.object_type !== "DIRECTORY") throw alreadyExists(`${prefix}${folder}`, 400);
    }
  }

  put({ key, prefix }: WorkspacePath, object: NewObject, overwrite: boolean, author: string): void {
    this.requireFolder(`${prefix}${parentOf(key)}`);
    const current = this.#journal.records.get(key);
    const { object_type, language, bytes } = object;
    // "409 if the file already exists when the object type is file, 400 when it is notebook": the CLI's file client.
    if (current && !overwrite) throw alreadyExists(`${prefix}${key}`, object_type === "FILE" ? 409 : 400);
    if (current && current.object_type !== object_type) {
      throw ApiError.invalidParameter(
        `Cannot overwrite the asset at ${prefix}${key} due to type mismatch ` +
          `(asked: ${object_type}, actual: ${current.object_type})`,
      );
    }
    const now = this.#settings.clock().getTime();
    this.#journal.put(key, {
      object_id: current?.object_id ?? this.#newId(),
      object_type,
      language,
      size: bytes.length,
      created_at: current?.created_at ?? now,
      modified_at: now,
      content: this.#contents.add(bytes),
      creator: current?.creator ?? author,
    });
    if (current?.content !== undefined) this.#contents.remove(current.content);
  }

  remove(path: WorkspacePath, recursive: boolean): void {
    const { key, prefix } = path;
    this.find(path);
    if (this.#roots.includes(key))
      throw new ApiError(400, "DIRECTORY_PROTECTED", `Folder (${prefix}${key}) is protected`);

    const below = [...this.#journal.records.keys()].filter((other) => other.startsWith(`${key}/`));
    if (below.length > 0 && !recursive)
      throw new ApiError(400, "DIRECTORY_NOT_EMPTY", `Folder (${prefix}${key}) is not empty`);

    for (const gone of [...below, key]) {
      const content = this.#journal.records.get(gone)?.content;
      this.#journal.remove(gone);
      if (content !== undefined) this.#contents.remove(content);
    }
  }

  close(): void {
    this.#journal.close();
  }

  #addFolder(key: string, creator: string): void {
    const now = this.#settings.clock().getTime();
    const object_id = this.#newId();
    this.#journal.put(key, {
      object_id,
      object_type: "DIRECTORY",
      created_at: now,
      modified_at: now,
      creator,
    });
  }

  /** Decimal, as long as the service's: 15 digits. */
  #newId(): number {
    const id = randomInt(1e14, 2 ** 48 - 1);
    return this.findById(id) === undefined ? id : this.#newId();
  }
}

function alreadyExists(path: string, status: number): ApiError {
  return new ApiError(status, "RESOURCE_ALREADY_EXISTS", `Path (${path}) already exists.`);
}

/** The bytes of files and notebooks, each under a name that is made here: what clients call them never reaches the disk. */
class FileContents {
  readonly #directory: string;

  constructor(directory: string, inUse: ReadonlySet<string>) {
    this.#directory = directory;

    makeDirectory(directory);
    // What a kill left behind between the bytes and the line that names them.
    readdirSync(directory)
      .filter((name) => !inUse.has(name))
      .forEach((name) => this.remove(name));
  }

  add(bytes: Buffer): string {
    const name = randomUUID();
    writeFileAtomic(join(this.#directory, name), bytes, { mode: 0o600 });
    return name;
  }

  read(name: string): Buffer {
    return readFileSync(join(this.#directory, name));
  }

  remove(name: string): void {
    rmSync(join(this.#directory, name), { force: true });
  }
}
