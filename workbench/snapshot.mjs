// Keeps the memory of a Python that has imported the program and worked once: node snapshot.mjs BUNDLES
import crypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { PROGRAM } from "./build/program.mjs";

// The same inputs give the same memory: names are hashed with one seed, the clock stands still, nothing is random.
const NOON = Date.UTC(1980, 0, 1, 12);
Date.now = () => NOON;
performance.now = () => 0;
process.argv[1] = "snapshot.mjs"; // Python is told where it was started
crypto.randomFillSync = (bytes) => bytes.fill(0);

// The page's own standard library, because the memory knows where in the archive each module stands.
const bundles = process.argv[2];
const python = await loadPyodide({
  _makeSnapshot: true,
  stdLibURL: `${bundles}/python_stdlib.zip`,
  env: { HOME: "/home/pyodide", LANG: "en_US.UTF-8", PYTHONHASHSEED: "0" },
});
python.FS.mkdirTree("/program");
python.unpackArchive(new Uint8Array(readFileSync(`${bundles}/program.zip`)), "zip", { extractDir: "/program" });
python.runPython(PROGRAM);
python.runPython("warm()");
writeFileSync(`${bundles}/memory`, python.makeMemorySnapshot());
