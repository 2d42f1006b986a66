/** The worker of 工作台.html: Pyodide from embedded files, the program in it, and messages in and out. */

import { readyForMemory, type CreateEngine } from "./kept_memory";
import { PROGRAM } from "./program";

interface Python {
  FS: { mkdirTree(path: string): void };
  unpackArchive(archive: ArrayBuffer, format: string, options: object): void;
  runPython(code: string): unknown;
  globals: { get(name: "exchange"): (text: string) => string; get(name: "idle"): () => string };
}

interface Start {
  ask: number;
  start?: { [name: string]: ArrayBuffer };
  message?: object;
  idle?: boolean;
}

const scope = globalThis as unknown as {
  importScripts: unknown;
  fetch: unknown;
  onmessage: (event: MessageEvent<Start>) => void;
  postMessage(data: object): void;
};

/** Where the program believes its files to be; `fetch` below answers for it. */
const HOME = "https://embedded.invalid/";

const KINDS: { [ending: string]: string } = { wasm: "application/wasm", json: "application/json" };

let python: Python | null = null;

/** Make a module of embedded text. */
async function module(content: ArrayBuffer): Promise<{ [name: string]: unknown }> {
  const address = URL.createObjectURL(new Blob([content], { type: "text/javascript" }));
  return import(/* @vite-ignore */ address) as Promise<{ [name: string]: unknown }>;
}

async function start(files: { [name: string]: ArrayBuffer }): Promise<void> {
  scope.importScripts = undefined; // Pyodide takes a worker that has it for one that cannot load modules
  scope.fetch = async (address: URL | string) => {
    const name = String(address).replace(HOME, "");
    const content = files[name];
    if (!content) throw new TypeError(`${name} is not embedded`);
    return new Response(content, { headers: { "Content-Type": KINDS[name.split(".").pop()!] ?? "" } });
  };
  const engine = await module(files["pyodide.asm.mjs"]!);
  const { loadPyodide } = (await module(files["pyodide.mjs"]!)) as {
    loadPyodide(options: object): Promise<Python>;
  };
  const load = (memory: ArrayBuffer | undefined): Promise<Python> =>
    loadPyodide({
      indexURL: HOME,
      createPyodideModule: readyForMemory(engine.default as CreateEngine, memory?.byteLength ?? 0),
      ...(memory ? { _loadSnapshot: memory } : {}),
    });
  let kept: ArrayBuffer | undefined = files["memory"];
  try {
    python = await load(kept);
  } catch (error) {
    if (!kept) throw error;
    console.warn("the kept memory does not fit this browser", error);
    kept = undefined;
    python = await load(kept);
  }
  python.FS.mkdirTree("/program");
  python.unpackArchive(files["program.zip"]!, "zip", { extractDir: "/program" });
  if (!kept) python.runPython(PROGRAM);
}

async function answer(data: Start): Promise<unknown> {
  if (data.start) return start(data.start);
  if (data.idle) return JSON.parse(python!.globals.get("idle")());
  return JSON.parse(python!.globals.get("exchange")(JSON.stringify(data.message)));
}

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage({ ask: data.ask, answer: await answer(data) });
  } catch (error) {
    scope.postMessage({ ask: data.ask, trouble: String(error) });
  }
};
