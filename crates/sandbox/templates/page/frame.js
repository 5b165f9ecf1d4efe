// In a frame: tells the page around it how things go. A message is a JSON text, as the provider's own page sends it. It may
// go to any page: whoever shows this one has made its address, token included.
"use strict";
if (window.parent !== window) {
  window.parent.postMessage(document.currentScript.dataset.message, "*");
}
