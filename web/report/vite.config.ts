// One HTML file that needs nothing else: script and style are put into the page, and the page
// may run and load nothing but them. The policy names both by hash, so that even markup which
// slipped into the page could not run; and nothing may be fetched from anywhere.

import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      let script = "";
      let style = "";
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === "chunk") script += file.code;
        else if (name.endsWith(".css")) style += String(file.source);
        else continue;
        delete bundle[name];
      }
      script = script.trim().replaceAll("</script", "<\\/script");
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("no index.html was built");
      const policy =
        `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; ` +
        "base-uri 'none'; form-action 'none'";
      page.source = String(page.source)
        .replace(/\s*<script [^>]*src=[^>]*><\/script>/, "")
        .replace(/\s*<link [^>]*rel="stylesheet"[^>]*>/, "")
        .replace("@POLICY@", () => policy)
        .replace("<!-- style -->", () => `<style>${style}</style>`)
        .replace("<!-- script -->", () => `<script type="module">${script}</script>`);
    },
  };
}

export default defineConfig({
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: false, cssCodeSplit: false },
  plugins: [oneFile()],
});
