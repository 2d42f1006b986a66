/** The client's side of the language service: requests with answers, one scheme that stays open, and idle time. */

import type { Carrier, Message } from "./protocol";

/** The pause after the last change before what can wait is done, in milliseconds. */
const IDLE_AFTER = 250;

/** The address of the scheme in messages; the page has one scheme open at a time. */
export const SCHEME = "creditdsl:/方案.credit";

interface Initialized {
  capabilities: { semanticTokensProvider?: { legend: { tokenTypes: string[] } } };
}

export class ServiceError extends Error {}

export class Service {
  private nextId = 1;
  private version = 0;
  private sent = "";
  private wanted: string | null = null;
  private changing: Promise<void> | null = null;
  private timer = 0;
  private readonly listeners = new Map<string, (params: never) => void>();

  constructor(private readonly carrier: Carrier) {}

  /** Call `listener` with the parameters of every notification of this method. */
  on<T>(method: string, listener: (params: T) => void): void {
    this.listeners.set(method, listener as (params: never) => void);
  }

  /** Open the scheme with this text; return the names of the kinds of semantic tokens. */
  async start(text: string): Promise<string[]> {
    const { capabilities } = await this.request<Initialized>("initialize", {
      processId: null,
      rootUri: null,
      capabilities: { general: { positionEncodings: ["utf-16"] } },
    });
    await this.notify("initialized", {});
    this.sent = text;
    await this.notify("textDocument/didOpen", {
      textDocument: { uri: SCHEME, languageId: "creditdsl", version: this.version, text },
    });
    this.waitForPause();
    return capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
  }

  /** Tell the service the whole new text; texts that come while one is being read replace each other. */
  change(text: string): Promise<void> {
    this.wanted = text;
    this.changing ??= this.sendChanges().finally(() => {
      this.changing = null;
      this.waitForPause();
    });
    return this.changing;
  }

  /** Ask about the scheme as it is now. */
  async ask<T>(method: string, params: object = {}): Promise<T> {
    if (this.changing) await this.changing;
    return this.request<T>(method, { textDocument: { uri: SCHEME }, ...params });
  }

  private async sendChanges(): Promise<void> {
    while (this.wanted !== null && this.wanted !== this.sent) {
      const text = this.wanted;
      const change = smallestChange(this.sent, text);
      this.sent = text;
      this.version += 1;
      await this.notify("textDocument/didChange", {
        textDocument: { uri: SCHEME, version: this.version },
        contentChanges: [change],
      });
    }
  }

  private waitForPause(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.idle(), IDLE_AFTER);
  }

  private async idle(): Promise<void> {
    const version = this.version;
    for (let more = true; more && version === this.version && !this.changing; ) {
      const slice = await this.carrier.idle();
      slice.messages.forEach((message) => this.receive(message));
      more = slice.more;
    }
  }

  private async request<T>(method: string, params: object): Promise<T> {
    const id = this.nextId++;
    for (const message of await this.carrier.exchange({ jsonrpc: "2.0", id, method, params })) {
      if (message.id !== id) this.receive(message);
      else if (message.error) throw new ServiceError(message.error.message);
      else return message.result as T;
    }
    throw new ServiceError(`没有回答：${method}`);
  }

  private async notify(method: string, params: object): Promise<void> {
    for (const message of await this.carrier.exchange({ jsonrpc: "2.0", method, params })) this.receive(message);
  }

  private receive(message: Message): void {
    if (message.method) this.listeners.get(message.method)?.(message.params as never);
  }
}

/** Return the change between two texts as the protocol has it: one range, whole characters at both ends. */
export function smallestChange(before: string, after: string): object {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  if (isLowSurrogate(before, start) || isLowSurrogate(after, start)) start--;
  let tail = 0;
  while (tail < limit - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (isLowSurrogate(before, before.length - tail) || isLowSurrogate(after, after.length - tail)) tail--;
  return {
    range: { start: positionAt(before, start), end: positionAt(before, before.length - tail) },
    text: after.slice(start, after.length - tail),
  };
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function positionAt(text: string, offset: number): { line: number; character: number } {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return { line, character: offset - lineStart };
}
