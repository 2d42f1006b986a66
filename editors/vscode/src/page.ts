// The page of the preview: what the service answers, with a script that ties cells to lines. Knows nothing of VS Code.

/** The answer to creditdsl/preview. preview: null where the text has errors; then problems say which. */
export interface Answer {
    preview: Preview | null;
    problems: { line: number | null; message: string; help: string }[];
}

interface Preview {
    table: string;
    tables: string[];
    html: string;
}

const STYLE = `
[data-line] { cursor: pointer; }
.marked { outline: 2px solid #1a73e8; outline-offset: -2px; }
nav { position: sticky; top: 0; padding: 4px; background: #fff; }
`;

const SCRIPT = `
const host = acquireVsCodeApi();
document.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-line]");
    if (cell) host.postMessage({ line: Number(cell.dataset.line.split(" ")[0]) });
});
document.querySelector("nav select")?.addEventListener("change", (event) => host.postMessage({ table: event.target.value }));
window.addEventListener("message", ({ data }) => {
    document.querySelectorAll(".marked").forEach((cell) => cell.classList.remove("marked"));
    const cells = document.querySelectorAll('[data-line~="' + data.line + '"]');
    cells.forEach((cell) => cell.classList.add("marked"));
    cells[0]?.scrollIntoView({ block: "nearest" });
});
`;

/** Return the page with the script, which alone may run: nonce is that of this page. */
export function pageWithScript({ preview, problems }: Answer, nonce: string): string {
    const policy = `default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; script-src 'nonce-${nonce}'`;
    const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${STYLE}</style>`;
    const script = `<script nonce="${nonce}">${SCRIPT}</script>`;
    const page = preview?.html ?? problemPage(problems);
    return page
        .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
        .replace(/<head>/, () => `<head>${head}`)
        .replace(/<body>/, () => `<body>${preview ? chooser(preview) : ""}`)
        .replace(/<\/body>/, () => `${script}</body>`);
}

function chooser({ table, tables }: Preview): string {
    if (tables.length < 2) return "";
    const options = tables.map((name) => `<option${name === table ? " selected" : ""}>${escaped(name)}</option>`);
    return `<nav><select>${options.join("")}</select></nav>`;
}

function problemPage(problems: Answer["problems"]): string {
    const rows = problems.map(({ line, message, help }) => {
        const place = line === null ? "" : `第 ${line} 行：`;
        const anchor = line === null ? "" : ` data-line="${line}"`;
        return `<li${anchor}>${escaped(`${place}${message}${help}`)}</li>`;
    });
    return `<!DOCTYPE html><html lang="zh-CN"><head></head><body><p>改好下面的错误，就能预览。</p><ul>${rows.join("")}</ul></body></html>`;
}

function escaped(text: string): string {
    return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
