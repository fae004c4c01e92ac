import { createRequire } from "node:module";
import type * as Lz4 from "lz4-napi";

let loaded: typeof Lz4 | null | undefined;

/**
 * What makes LZ4 frames, the form in which drivers take compressed rows. It is a native module with a build for each
 * usual machine; where there is none, nobody is promised LZ4.
 */
function lz4(): typeof Lz4 | undefined {
  if (loaded === undefined) {
    try {
      loaded = createRequire(__filename)("lz4-napi") as typeof Lz4;
    } catch {
      loaded = null;
    }
  }
  return loaded ?? undefined;
}

export function hasLz4(): boolean {
  return lz4() !== undefined;
}

/** Throws where `hasLz4` does not hold. */
export function lz4Frame(bytes: Buffer): Buffer {
  const module = lz4();
  if (!module) throw new TypeError("LZ4 was promised, and is not there.");
  return module.compressFrameSync(bytes);
}
