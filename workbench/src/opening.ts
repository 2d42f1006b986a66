/** How the page opens, and what stands there if it does not. */

/** Open the page, unless browser_check.js has said that the browser is too old for it. */
export function openPage(open: () => Promise<void>): void {
  if (!loadingNotice()?.classList.contains("too-old")) open().catch(sayWhyNotOpened);
}

function sayWhyNotOpened(error: unknown): void {
  const notice = loadingNotice();
  if (!notice) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  notice.textContent = `工作台没有打开。请关掉别的网页，再打开一次；还是打不开的，把浏览器更新到新的版本。（${reason}）`;
}

function loadingNotice(): HTMLElement | null {
  return document.getElementById("loading");
}
