/** An engine made ready for the memory of another one, which Pyodide lays over its own without further ado. */

type Receive = (instance: WebAssembly.Instance, module: WebAssembly.Module) => unknown;

interface Settings {
  instantiateWasm: (imports: WebAssembly.Imports, receive: Receive) => unknown;
}

/** `__PyRuntime` and the offset are addresses; `HEAP32` is the memory, which is another view once it has grown. */
interface Engine {
  API: { restoreSnapshot(memory: Uint8Array): unknown };
  HEAP32: Int32Array;
  __PyRuntime: number;
  __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
}

export type CreateEngine = (settings: Settings) => Promise<Engine>;

/** Return what creates an engine that a memory of `size` bytes fits into. */
export function readyForMemory(create: CreateEngine, size: number): CreateEngine {
  return async (settings) => {
    const instantiate = settings.instantiateWasm;
    settings.instantiateWasm = (imports, receive) =>
      instantiate(imports, (instance, module) => {
        const memory = instance.exports.memory as WebAssembly.Memory;
        const lacking = size - memory.buffer.byteLength;
        if (lacking > 0) memory.grow(Math.ceil(lacking / 65536));
        receive(instance, module);
      });
    const engine = await create(settings);
    keepTrampoline(engine);
    return engine;
  };
}

/**
 * Let the engine go on calling functions as it found out that this browser can. Where WebAssembly knows how many
 * arguments a function takes (from Chromium 119), Python calls through a function in the engine's table; elsewhere
 * that function is not there, and the kept memory, which comes from an engine that has it, still points to it.
 */
function keepTrampoline(engine: Engine): void {
  const restore = engine.API.restoreSnapshot;
  engine.API.restoreSnapshot = (memory) => {
    const at = (engine.__PyRuntime + engine.HEAP32[engine.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4]!) / 4;
    const trampoline = engine.HEAP32[at]!;
    const restored = restore(memory);
    engine.HEAP32[at] = trampoline;
    return restored;
  };
}
