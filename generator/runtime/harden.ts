/** From a passphrase to the slot secret S: Argon2id in a Worker, so that the page stays alive; in the page itself where that fails. */

import { utf8, type Bytes } from "./bytes";
import { root } from "./derive";
import { ARGON2 } from "./keyring";
import { Trouble } from "./trouble";
import type { Answer, Task } from "./argon2";

class NoWorker extends Error {}

function inWorker(url: string, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let worker: Worker;
    try {
      worker = new Worker(url);
    } catch {
      reject(new NoWorker());
      return;
    }
    // A worker that answers has caught its own failures; an error event means that it could not be loaded.
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new NoWorker());
    };
    // Ending the worker gives its 64 MiB back at once.
    worker.onmessage = (event: MessageEvent<Answer>) => {
      worker.terminate();
      resolve(event.data);
    };
    worker.postMessage(task);
  });
}

async function inPage(url: string, task: Task): Promise<Answer> {
  if (!globalThis.yorimichiHarden) {
    await new Promise<void>((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => resolve();
      script.onerror = () => reject(new Trouble("unreachable"));
      document.head.append(script);
    });
  }
  if (!globalThis.yorimichiHarden) throw new Trouble("unexpected");
  // The page shows that it is busy before it freezes for a moment.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return globalThis.yorimichiHarden(task);
}

/** The slot secret of a normalised passphrase, as a key nobody can read out; throws Trouble for "wasm", "memory" and "unreachable". */
export async function harden(url: string, passphrase: string, salt: Bytes): Promise<CryptoKey> {
  const task: Task = { passphrase: utf8(passphrase), salt, m: ARGON2.m, t: ARGON2.t, p: ARGON2.p };
  let answer: Answer;
  try {
    answer = await inWorker(url, task);
  } catch (error) {
    if (!(error instanceof NoWorker)) throw error;
    answer = await inPage(url, task);
  }
  if ("failure" in answer) throw new Trouble(answer.failure);
  return root(answer.secret);
}
