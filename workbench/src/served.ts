/** The page where this machine's program serves it: messages and files go over HTTP to where it came from. */

import { startPage } from "./main";
import type { Carrier, Message } from "./protocol";
import { Unwritable, type Disk, type DiskFile } from "./disk";
import { openPage } from "./opening";
import type { Store } from "./storage";

const PAGE = crypto.getRandomValues(new Uint32Array(4)).join("-");

class Refused extends Error {}

/** What a page that goes away can still send, in characters. */
const LAST_WORDS = 20_000;

async function post<T>(place: string, body: object, leaving = false): Promise<T> {
  let response: Response;
  const text = JSON.stringify(body);
  try {
    response = await fetch(place, { method: "POST", body: text, keepalive: leaving && text.length < LAST_WORDS });
  } catch {
    throw new Refused("工作台的程序已经关闭。写的内容还在本页，请先另存为，再重新启动工作台。");
  }
  const answer = (await response.json()) as T & { refused?: string; unwritable?: boolean };
  if (answer.unwritable) throw new Unwritable(answer.refused);
  if (answer.refused !== undefined) throw new Refused(answer.refused || "程序没有接受这个请求。");
  return answer;
}

const carrier: Carrier = {
  exchange: async (message: Message) =>
    (await post<{ messages: Message[] }>("exchange", { page: PAGE, message })).messages,
  idle: () => post("idle", { page: PAGE }),
};

let watch: EventSource | null = null;

const disk: Disk = {
  list: async () => (await post<{ names: string[] }>("files", {})).names,
  open: (name) => post<DiskFile>("open", { name }),
  save: (name, base64, opened) => post<DiskFile>("save", { name, base64, opened }),
  watch(name, changed) {
    watch?.close();
    watch = new EventSource(`watch?file=${encodeURIComponent(name)}`);
    watch.addEventListener("changed", changed);
  },
};

const store: Store = {
  read: async () => (await post<{ work: string | null }>("kept", { page: PAGE })).work,
  write: async (work, leaving) => void (await post("keep", { page: PAGE, work }, leaving)),
  setAside: async () => `在文件夹里改名为 ${(await post<{ name: string }>("aside", {})).name}`,
};

disk.watch("", () => undefined);
openPage(() => startPage(carrier, disk, store));
