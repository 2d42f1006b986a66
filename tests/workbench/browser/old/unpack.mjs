// Unpacks the browsers that npm has brought, each with the libraries it draws with: node unpack.mjs, in the folder of node_modules.
import { createReadStream, createWriteStream, mkdirSync, readdirSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs"; // what the packages themselves unpack with

for (const name of readdirSync("node_modules").filter((name) => name.startsWith("chromium-"))) {
  const target = name.replace("chromium-", "");
  const unpack = (file, into) =>
    pipeline(createReadStream(`node_modules/${name}/bin/${file}.br`), createBrotliDecompress(), into);
  mkdirSync(target, { recursive: true });
  await unpack("chromium", createWriteStream(`${target}/chromium`, { mode: 0o755 }));
  await unpack("swiftshader.tar", extract(target));
}
