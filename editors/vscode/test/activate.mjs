// Activates the extension with stand-ins for VS Code and for the client of the service. Arguments: why the client does
// not start; empty where it does. Standard output: JSON with what was registered, started, offered and shown.

import { buildSync } from "esbuild";

const SETTINGS = { "creditdsl.command": ["py", "-m", "creditdsl"] };
const failure = process.argv[2];
const registered = { commands: [], providers: {}, shown: [], clients: [] };
const disposable = { dispose() {} };

class LanguageClient {
    constructor(id, name, server, options) {
        this.calls = [];
        registered.clients.push({ id, name, server, options, calls: this.calls });
    }
    async start() {
        this.calls.push("start");
        if (failure) throw new Error(failure);
    }
    async restart() {
        this.calls.push("restart");
    }
    async stop() {
        this.calls.push("stop");
    }
}

class Task {
    constructor(definition, scope, name, source, execution, matchers) {
        Object.assign(this, { definition, scope, name, source, execution, matchers });
    }
}

class ProcessExecution {
    constructor(program, args) {
        Object.assign(this, { program, args });
    }
}

const handlers = {};
const vscode = {
    commands: {
        registerCommand(name, handler) {
            registered.commands.push(name);
            handlers[name] = handler;
            return disposable;
        },
    },
    workspace: {
        getConfiguration: (section) => ({ get: (key) => SETTINGS[`${section}.${key}`] }),
        onDidChangeTextDocument: () => disposable,
        workspaceFolders: [{ name: "一组", uri: { fsPath: "/一组" } }],
    },
    window: {
        activeTextEditor: { document: { languageId: "credit", uri: { scheme: "file", fsPath: "/一组/方案.credit" } } },
        onDidChangeTextEditorSelection: () => disposable,
        showErrorMessage: async (words) => registered.shown.push(words),
    },
    tasks: {
        registerTaskProvider(type, provider) {
            registered.providers[type] = provider;
            return disposable;
        },
    },
    Disposable: { from: () => disposable },
    TaskScope: { Workspace: 2 },
    Task,
    ProcessExecution,
};
const standIns = { vscode, "vscode-languageclient/node": { LanguageClient } };

const { outputFiles } = buildSync({
    entryPoints: ["src/extension.ts"],
    bundle: true,
    platform: "node",
    format: "cjs",
    external: Object.keys(standIns),
    write: false,
});
const module = { exports: {} };
const required = (name) => standIns[name] ?? process.getBuiltinModule(name);
new Function("require", "module", "exports", outputFiles[0].text)(required, module, module.exports);

const context = { subscriptions: [] };
await module.exports.activate(context);
await handlers["creditdsl.restart"]();
const provider = registered.providers.creditdsl;
const tasks = provider.provideTasks();
const definition = { type: "creditdsl", path: "/乙.credit", strict: true };
const resolved = provider.resolveTask({ name: "从严", definition });
await module.exports.deactivate();
const providers = Object.keys(registered.providers);
const disposed = context.subscriptions.filter((subscription) => typeof subscription.dispose === "function").length;
console.log(JSON.stringify({ ...registered, providers, tasks, resolved, disposed }));
