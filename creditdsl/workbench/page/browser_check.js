// Every browser can read this, however old it is: it says so where the page's own script cannot run.
(function () {
  var place = document.getElementById("loading");
  var wasm = window.WebAssembly;
  var known = wasm && wasm.Tag && window.DecompressionStream && window.HTMLDialogElement && Object.hasOwn;
  if (known || !place) return;
  place.className = "notice too-old";
  place.innerHTML =
    "这个浏览器太旧，打不开工作台。请更新浏览器，或者换一个：Chrome、Edge、360、QQ 浏览器等，内核 Chromium 103 以上的都可以；" +
    "Windows 7 上用 Chrome 109。方案文件没有改动。";
})();
