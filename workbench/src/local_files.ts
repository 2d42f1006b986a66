/** Opening and saving files of this computer: in place where the browser can, else as a download. */

interface SaveHandle {
  name: string;
  createWritable(): Promise<{ write(data: Blob): Promise<void>; close(): Promise<void> }>;
  getFile(): Promise<File>;
}

interface PickerWindow {
  showSaveFilePicker?(options: object): Promise<SaveHandle>;
  showOpenFilePicker?(options: object): Promise<SaveHandle[]>;
}

export interface OpenedFile {
  name: string;
  bytes: Uint8Array;
  handle?: SaveHandle;
}

/** Ask for a file; resolve to null where none was chosen. `kinds` are name endings such as `.docx`. */
export async function chooseFile(kinds: string[]): Promise<OpenedFile | null> {
  return (await chooseFiles(kinds, false))[0] ?? null;
}

/** Ask for files; resolve to none where none was chosen. */
export function chooseFiles(kinds: string[], multiple = true): Promise<OpenedFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = kinds.join(",");
    input.multiple = multiple;
    input.addEventListener("cancel", () => resolve([]));
    input.addEventListener("change", () => resolve(Promise.all([...(input.files ?? [])].map(read))));
    input.click();
  });
}

/** Read a file that was chosen or dropped. */
export async function read(file: File): Promise<OpenedFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Hand out a file: the browser saves it among its downloads. */
export function download(name: string, bytes: Uint8Array | string, kind = "application/octet-stream"): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: kind }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Save a scheme where the person says; return its handle for the next time, null where the browser only downloads. */
export async function saveAs(name: string, text: string): Promise<SaveHandle | null> {
  const picker = (window as PickerWindow).showSaveFilePicker;
  if (!picker) {
    download(name, text, "text/plain;charset=utf-8");
    return null;
  }
  const handle = await picker.call(window, {
    suggestedName: name,
    types: [{ description: "考核方案", accept: { "text/plain": [".credit"] } }],
  });
  await saveTo(handle, text);
  return handle;
}

/** Save a scheme in the file it came from. */
export async function saveTo(handle: SaveHandle, text: string): Promise<void> {
  const writable = await handle.createWritable();
  await writable.write(new Blob([text]));
  await writable.close();
}

export type { SaveHandle };

/** Decode the text of a scheme: UTF-8 with or without a mark, else the encoding of older Chinese Windows programs. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** Return bytes as base64, as messages carry them. */
export function base64Of(bytes: Uint8Array): string {
  let signs = "";
  for (let at = 0; at < bytes.length; at += 0x8000) signs += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(signs);
}

/** Return the bytes that base64 stands for. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
