// Starts the island of a page: loads its browser half, then wakes every <leptos-island> in the order of the page.
// Loaded as a module, and only by pages that have an island. The bundler makes one of these for each island, with the hashed names.
import start, * as client from "./client.js";

// An island's children come from the server and stay as they are; before an island inside them wakes, its parent takes note of them.
async function wake(node, parents) {
  const name = node.localName;
  if (name === "leptos-island") {
    parents.at(-1)?.();
    const island = client[node.dataset.component];
    if (island) await island(node);
    else console.warn(`This page has the island ${node.dataset.component}, which the browser half does not know.`);
  }
  const inner = name === "leptos-children" ? [...parents, node.$$on_hydrate] : parents;
  for (const child of node.children) await wake(child, inner);
}

await start({ module_or_path: new URL("./client.wasm", import.meta.url) });
client.hydrate();
await wake(document.body, []);
document.documentElement.dataset.awake = "";
