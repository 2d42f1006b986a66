// Cuts texts into tokens as VS Code does. Standard input: a JSON list of texts. Standard output: for each text a list
// of lines, each a list of [start, end, scopes]; start and end count characters as JavaScript does.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const require = createRequire(import.meta.url);
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const wasm = await readFile(require.resolve("vscode-oniguruma/release/onig.wasm"));
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));

const file = new URL("../syntaxes/credit.tmLanguage.json", import.meta.url);
const registry = new Registry({
    onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (string) => new oniguruma.OnigString(string),
    }),
    loadGrammar: async () => parseRawGrammar(await readFile(file, "utf-8"), file.pathname),
});
const grammar = await registry.loadGrammar("source.credit");

function lines(source) {
    let state = INITIAL;
    return source.split("\n").map((line) => {
        const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
        state = ruleStack;
        return tokens.map(({ startIndex, endIndex, scopes }) => [startIndex, endIndex, scopes.slice(1)]);
    });
}

console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(lines)));
