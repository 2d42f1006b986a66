// Bundles the page into creditdsl/workbench/page, where the wheel takes it from, and the worker of 工作台.html into build/.
import { build } from "esbuild";

const page = "../creditdsl/workbench/page";
const shared = { bundle: true, minify: true, target: "chrome95", charset: "utf8", legalComments: "none", logLevel: "warning" };

await build({ ...shared, entryPoints: ["src/served.ts"], outfile: `${page}/page.js`, format: "iife" });
await build({ ...shared, entryPoints: ["src/offline.ts"], outfile: "build/offline.js", format: "iife" });
await build({ ...shared, entryPoints: ["src/worker.ts"], outfile: "build/worker.js", format: "iife" });
await build({ ...shared, entryPoints: ["src/program.ts"], outfile: "build/program.mjs", format: "esm" });
