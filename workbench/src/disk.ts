/** The folder that the page works in, where there is one. */

export interface DiskFile {
  name: string;
  base64: string;
  sha256: string;
}

export interface Disk {
  list(): Promise<string[]>;
  open(name: string): Promise<DiskFile>;
  /** `opened`: the hash that the file had when it was opened, null where it should not be there yet. */
  save(name: string, base64: string, opened: string | null): Promise<DiskFile>;
  /** Call `changed` when the file is changed by another program. */
  watch(name: string, changed: () => void): void;
}

/** A file cannot be written into the folder; the message says what to do. */
export class Unwritable extends Error {}
