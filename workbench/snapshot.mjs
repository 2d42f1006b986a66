// Keeps the memory of a Python that has imported the program and worked once: node snapshot.mjs BUNDLES
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { PROGRAM } from "./build/program.mjs";

// The page's own standard library, because the memory knows where in the archive each module stands.
const bundles = process.argv[2];
const python = await loadPyodide({ _makeSnapshot: true, stdLibURL: `${bundles}/python_stdlib.zip` });
python.FS.mkdirTree("/program");
python.unpackArchive(new Uint8Array(readFileSync(`${bundles}/program.zip`)), "zip", { extractDir: "/program" });
python.runPython(PROGRAM);
python.runPython("warm()");
writeFileSync(`${bundles}/memory`, python.makeMemorySnapshot());
