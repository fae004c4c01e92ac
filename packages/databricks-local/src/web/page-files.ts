import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface PageFile {
  readonly type: string;
  readonly content: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

let building: Promise<ReadonlyMap<string, PageFile>> | undefined;

/** The page's script and styles, made from `client/` and `styles/` in memory when the page is first opened. */
export async function findPageFile(name: string): Promise<PageFile | undefined> {
  if (name === "icon.svg") {
    return { type: "image/svg+xml", content: await readFile(join(__dirname, "icon.svg"), "utf8") };
  }
  building ??= buildFiles().catch((error: unknown) => {
    building = undefined;
    throw error;
  });
  return (await building).get(name);
}

async function buildFiles(): Promise<ReadonlyMap<string, PageFile>> {
  // Loaded here: whoever never opens the page does not pay for it.
  const { build, stop } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: __dirname,
    entryPoints: {
      page: "client/main.tsx",
      styles: "styles/page.css",
      notification: "styles/notification.css",
    },
    outdir: "/",
    write: false,
    bundle: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  await stop();
  return new Map(
    outputFiles.map(({ path, text }) => {
      const type = TYPES[path.slice(path.lastIndexOf("."))] ?? "text/plain";
      return [path.replace(/^.*[/\\]/, ""), { type, content: text }];
    }),
  );
}
