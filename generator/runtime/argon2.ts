/**
 * The costly step, in a file of its own: as a Worker it answers messages; loaded as a plain script, where Workers cannot
 * be had, it leaves one function on the window. It is the only place that knows hash-wasm.
 */

import { argon2id } from "hash-wasm";
import type { Bytes } from "./bytes";

/** One passphrase and how to harden it: memory in KiB, passes over it, lanes. */
export interface Task {
  readonly passphrase: Bytes;
  readonly salt: Bytes;
  readonly m: number;
  readonly t: number;
  readonly p: number;
}

export type Answer =
  | { readonly secret: Bytes }
  | { readonly failure: "wasm" | "memory" };

async function harden(task: Task): Promise<Answer> {
  try {
    const secret = await argon2id({
      password: task.passphrase,
      salt: task.salt,
      memorySize: task.m,
      iterations: task.t,
      parallelism: task.p,
      hashLength: 32,
      outputType: "binary",
    });
    return { secret: new Uint8Array(secret) };
  } catch (error) {
    // Browsers that forbid WebAssembly either lack it or throw its CompileError; all else here is want of memory.
    const forbidden = typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError;
    return { failure: forbidden ? "wasm" : "memory" };
  }
}

declare global {
  var yorimichiHarden: ((task: Task) => Promise<Answer>) | undefined;
}

if (typeof document === "undefined") {
  const worker = globalThis as unknown as {
    onmessage: (event: MessageEvent<Task>) => void;
    postMessage(answer: Answer): void;
  };
  worker.onmessage = async ({ data }) => worker.postMessage(await harden(data));
} else {
  globalThis.yorimichiHarden = harden;
}
