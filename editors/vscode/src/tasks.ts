// The task that checks files with `creditdsl check`; its report becomes a list of problems by the problem matchers.

import { type Disposable, ProcessExecution, Task, type TaskDefinition, TaskScope, tasks, window, workspace } from "vscode";

import { LANGUAGE } from "./language";

const TYPE = "creditdsl";
const MATCHERS = ["$creditdsl", "$creditdsl-folded"];

interface CheckDefinition extends TaskDefinition {
    path: string;
    strict?: boolean;
}

/** Offer the check of the open file and of each folder. command: how creditdsl is started. */
export function registerTasks(command: readonly string[]): Disposable {
    return tasks.registerTaskProvider(TYPE, {
        provideTasks: () => [...offered()].map(([name, path]) => checkTask(command, name, { type: TYPE, path })),
        resolveTask: (task) => checkTask(command, task.name, task.definition as CheckDefinition),
    });
}

function* offered(): Generator<[string, string]> {
    const document = window.activeTextEditor?.document;
    if (document?.languageId === LANGUAGE && document.uri.scheme === "file") yield ["检查这个方案", document.uri.fsPath];
    for (const folder of workspace.workspaceFolders ?? []) yield [`检查 ${folder.name} 里的全部方案`, folder.uri.fsPath];
}

function checkTask([program = TYPE, ...args]: readonly string[], name: string, definition: CheckDefinition): Task {
    const options = definition.strict ? ["--strict"] : [];
    const execution = new ProcessExecution(program, [...args, "check", ...options, "--", definition.path]);
    return new Task(definition, TaskScope.Workspace, name, "考核方案", execution, MATCHERS);
}
