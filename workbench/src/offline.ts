/** The page as one file: the program runs in a worker of this page, from what the file itself carries. */

import { browserStore } from "./browser_store";
import { startPage } from "./main";
import { openPage } from "./opening";
import type { Carrier, Message } from "./protocol";
import { unpacked } from "./unpacking";

/** Unpack what the file carries below this name, and let its text go. */
async function embedded(name: string): Promise<ArrayBuffer> {
  const element = document.getElementById(`file:${name}`);
  const text = element?.textContent ?? "";
  element?.remove();
  return unpacked(text);
}

class WorkerCarrier implements Carrier {
  private readonly waiting = new Map<number, { resolve(answer: never): void; reject(error: Error): void }>();
  private count = 0;

  private constructor(private readonly worker: Worker) {
    worker.onmessage = (event) => {
      const { ask, answer, trouble } = event.data as { ask: number; answer: never; trouble?: string };
      const asked = this.waiting.get(ask);
      this.waiting.delete(ask);
      if (trouble === undefined) asked?.resolve(answer);
      else asked?.reject(new Error(trouble));
    };
  }

  static async open(): Promise<WorkerCarrier> {
    const names = JSON.parse(document.getElementById("files")?.textContent ?? "[]") as string[];
    const files: { [name: string]: ArrayBuffer } = {};
    const contents = await Promise.all(names.map(embedded));
    names.forEach((name, index) => (files[name] = contents[index]!));
    const script = files["worker.js"]!;
    delete files["worker.js"];
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    const carrier = new WorkerCarrier(worker);
    await carrier.ask({ start: files }, Object.values(files));
    return carrier;
  }

  exchange(message: Message): Promise<Message[]> {
    return this.ask({ message });
  }

  idle(): Promise<{ messages: Message[]; more: boolean }> {
    return this.ask({ idle: true });
  }

  private ask<T>(body: object, transfer: Transferable[] = []): Promise<T> {
    return new Promise((resolve, reject) => {
      this.count += 1;
      this.waiting.set(this.count, { resolve, reject });
      this.worker.postMessage({ ask: this.count, ...body }, transfer);
    });
  }
}

openPage(async () => startPage(await WorkerCarrier.open(), null, browserStore));
