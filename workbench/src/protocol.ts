/** The parts of the Language Server Protocol 3.17 that the page uses. Positions count UTF-16 units, as strings here do. */

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface TextEdit {
  range: Range;
  newText: string;
}

export interface Diagnostic {
  range: Range;
  severity: 1 | 2 | 3 | 4;
  code?: string;
  message: string;
}

export interface CompletionItem {
  label: string;
  kind?: number;
  detail?: string;
  filterText?: string;
  insertText?: string;
  insertTextFormat?: 1 | 2;
  textEdit?: TextEdit;
  documentation?: string | { kind: string; value: string };
}

export interface CodeAction {
  title: string;
  kind?: string;
  diagnostics?: Diagnostic[];
  isPreferred?: boolean;
  edit?: { changes?: { [uri: string]: TextEdit[] } };
}

export interface DocumentSymbol {
  name: string;
  detail?: string;
  kind: number;
  range: Range;
  selectionRange: Range;
  children?: DocumentSymbol[];
}

export interface Message {
  jsonrpc: "2.0";
  id?: number | string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

/** What carries messages to the language service: a worker with the program in it, or the program beside the page. */
export interface Carrier {
  /** Send one message; resolve to every message the service answers with. */
  exchange(message: Message): Promise<Message[]>;
  /** Let the service do a slice of what can wait; resolve to its messages and whether more is left. */
  idle(): Promise<{ messages: Message[]; more: boolean }>;
}
