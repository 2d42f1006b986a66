/** What stands where the page opens, if it does not. */

/** Say on the page why it was not opened; browser_check.js has said more where the browser is too old. */
export function sayWhyNotOpened(error: unknown): void {
  const place = document.getElementById("loading");
  if (!place) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  if (!place.classList.contains("too-old")) {
    place.textContent = `工作台没有打开。请关掉别的网页，再打开一次；还是打不开的，把浏览器更新到新的版本。（${reason}）`;
  }
}
