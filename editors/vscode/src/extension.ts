// Starts the language service, and what VS Code shows of it beside its own views: the preview and the check of files.

import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

import { LANGUAGE } from "./language";
import { registerPreview } from "./preview";
import { registerTasks } from "./tasks";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
    const [command = "creditdsl", ...args] = workspace.getConfiguration("creditdsl").get<string[]>("command") ?? [];
    client = new LanguageClient(
        "creditdsl",
        "考核方案",
        { command, args: [...args, "lsp"] }, // without a transport it is stdio; named, the library adds an option
        { documentSelector: [{ language: LANGUAGE }] },
    );
    context.subscriptions.push(
        registerPreview(client),
        registerTasks([command, ...args]),
        commands.registerCommand("creditdsl.restart", () => client?.restart()),
    );
    try {
        await client.start();
    } catch (error) {
        void window.showErrorMessage(
            `“${command}”没有启动：${String(error)}。请安装 creditdsl，或者在设置 creditdsl.command 里写明它在哪里。`,
        );
    }
}

export async function deactivate(): Promise<void> {
    await client?.stop();
}
