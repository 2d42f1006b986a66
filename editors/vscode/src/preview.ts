// The printed table beside the text. A click on a cell goes to its line; the line with the cursor marks its cells.

import { randomBytes } from "node:crypto";
import {
    commands,
    Disposable,
    Position,
    Range,
    type TextDocument,
    type TextEditor,
    Uri,
    ViewColumn,
    type WebviewPanel,
    window,
    workspace,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { LANGUAGE } from "./language";
import { type Answer, pageWithScript } from "./page";

const DELAY_MS = 300;

export function registerPreview(client: LanguageClient): Disposable {
    const panels = new Map<string, PreviewPanel>();
    const open = async () => {
        const document = window.activeTextEditor?.document;
        if (document?.languageId !== LANGUAGE) return;
        const key = document.uri.toString();
        const panel = panels.get(key) ?? new PreviewPanel(client, document, () => panels.delete(key));
        panels.set(key, panel);
        await panel.show();
    };
    return Disposable.from(
        commands.registerCommand("creditdsl.preview", open),
        workspace.onDidChangeTextDocument(({ document }) => panels.get(document.uri.toString())?.later()),
        window.onDidChangeTextEditorSelection(({ textEditor }) => {
            const panel = panels.get(textEditor.document.uri.toString());
            void panel?.mark(textEditor.selection.active.line + 1);
        }),
        { dispose: () => panels.forEach((panel) => panel.close()) },
    );
}

class PreviewPanel {
    private readonly panel: WebviewPanel;
    private timer: NodeJS.Timeout | undefined;
    private table: string | undefined;

    constructor(
        private readonly client: LanguageClient,
        private readonly document: TextDocument,
        closed: () => void,
    ) {
        const name = Uri.parse(document.uri.toString()).path.split("/").pop() ?? "";
        const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
        this.panel = window.createWebviewPanel("creditdsl.preview", `预览 ${name}`, where, { enableScripts: true });
        this.panel.onDidDispose(() => {
            clearTimeout(this.timer);
            closed();
        });
        this.panel.webview.onDidReceiveMessage((message: { line?: number; table?: string }) => {
            if (message.line !== undefined) void this.goTo(message.line);
            if (message.table !== undefined) {
                this.table = message.table;
                void this.show();
            }
        });
    }

    later(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.show(), DELAY_MS);
    }

    async show(): Promise<void> {
        const nonce = randomBytes(16).toString("base64");
        this.panel.webview.html = pageWithScript(await this.ask(), nonce);
        this.panel.reveal(undefined, true);
    }

    private async ask(): Promise<Answer> {
        const textDocument = { uri: this.client.code2ProtocolConverter.asUri(this.document.uri) };
        try {
            return await this.client.sendRequest<Answer>("creditdsl/preview", { textDocument, table: this.table });
        } catch (error) {
            return { preview: null, problems: [{ line: null, message: `没有回答：${String(error)}`, help: "" }] };
        }
    }

    async mark(line: number): Promise<void> {
        await this.panel.webview.postMessage({ line });
    }

    close(): void {
        this.panel.dispose();
    }

    private async goTo(line: number): Promise<void> {
        const column = this.editor()?.viewColumn ?? ViewColumn.One;
        const start = new Position(line - 1, 0);
        await window.showTextDocument(this.document, { viewColumn: column, selection: new Range(start, start) });
    }

    private editor(): TextEditor | undefined {
        return window.visibleTextEditors.find((editor) => editor.document === this.document);
    }
}
