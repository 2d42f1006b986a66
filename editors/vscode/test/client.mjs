// Talks to the language service as the extension does. Arguments: the command that starts it. Standard input: a JSON
// object with `text`, a scheme, and `requests`, pairs of method and parameters. Standard output: JSON with the
// diagnostics, the answers, and the exit status of the service.

import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import protocol from "vscode-languageserver-protocol/node";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol;
const [command, ...args] = process.argv.slice(2);
const service = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
const exited = new Promise((resolve) => service.on("exit", resolve));
const connection = createProtocolConnection(
    new StreamMessageReader(service.stdout),
    new StreamMessageWriter(service.stdin),
);
const published = new Promise((resolve) => connection.onNotification("textDocument/publishDiagnostics", resolve));
connection.listen();

const scheme = JSON.parse(await text(process.stdin));
const uri = "file:///%E6%96%B9%E6%A1%88.credit";
await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
await connection.sendNotification("initialized", {});
await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "credit", version: 1, text: scheme.text },
});
const { diagnostics } = await published;
const answers = [];
for (const [method, params] of scheme.requests) {
    answers.push(await connection.sendRequest(method, { textDocument: { uri }, ...params }));
}
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
console.log(JSON.stringify({ diagnostics, answers, status: await exited }));
