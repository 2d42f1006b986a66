/** The worker of 工作台.html: Pyodide from embedded files, the program in it, and messages in and out. */

import { PROGRAM } from "./program";

interface Python {
  FS: { mkdirTree(path: string): void };
  unpackArchive(archive: ArrayBuffer, format: string, options: object): void;
  runPython(code: string): unknown;
  globals: { get(name: "exchange"): (text: string) => string; get(name: "idle"): () => string };
}

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => unknown;

interface Settings {
  instantiateWasm: (imports: WebAssembly.Imports, receive: Receive) => unknown;
}

type CreateModule = (settings: Settings) => unknown;

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

/** Make the engine's memory as large as a snapshot before it is laid over it: Pyodide itself does not. */
function withRoom(create: CreateModule, size: number): CreateModule {
  return (settings) => {
    const instantiate = settings.instantiateWasm;
    settings.instantiateWasm = (imports, receive) =>
      instantiate(imports, (instance, module) => {
        const memory = instance.exports.memory as WebAssembly.Memory;
        const lacking = size - memory.buffer.byteLength;
        if (lacking > 0) memory.grow(Math.ceil(lacking / 65536));
        receive(instance, module);
      });
    return create(settings);
  };
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
  const snapshot = files["memory"];
  python = await loadPyodide({
    indexURL: HOME,
    createPyodideModule: withRoom(engine.default as CreateModule, snapshot?.byteLength ?? 0),
    ...(snapshot ? { _loadSnapshot: snapshot } : {}),
  });
  python.FS.mkdirTree("/program");
  python.unpackArchive(files["program.zip"]!, "zip", { extractDir: "/program" });
  if (!snapshot) python.runPython(PROGRAM);
}

scope.onmessage = async ({ data }) => {
  let answer: unknown = null;
  if (data.start) await start(data.start);
  else if (data.idle) answer = JSON.parse(python!.globals.get("idle")());
  else answer = JSON.parse(python!.globals.get("exchange")(JSON.stringify(data.message)));
  scope.postMessage({ ask: data.ask, answer });
};
