// Opens a report from disk in a browser that can reach nothing, and holds what is shown against
// what should be.
//
//   node check.mjs CHROMIUM REPORT.html EXPECTED.json [SCREENSHOT.png]
//
// EXPECTED.json: {"texts": [...], "funnel": [[name, left], ...], "samples": [reason, ...]}

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , executablePath, report, expectedPath, screenshot] = process.argv;
const expected = JSON.parse(readFileSync(expectedPath, "utf8"));
const failures = [];
const check = (ok, what) => ok || failures.push(what);

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({
  viewport: { width: 1200, height: 900 },
  colorScheme: "light",
  locale: "de-DE", // the page is the same for every reader
});
await context.route(
  (url) => url.protocol !== "file:",
  (route) => {
    failures.push(`asked the network for ${route.request().url()}`);
    return route.abort();
  },
);
const page = await context.newPage();
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) failures.push(`console: ${message.text()}`);
});
page.on("pageerror", (error) => failures.push(`error: ${error.message}`));
page.on("dialog", (dialog) => {
  failures.push(`a dialog was opened: ${dialog.message()}`);
  return dialog.dismiss();
});

await page.goto(pathToFileURL(report).href);
await page.waitForSelector("main section");

// The funnel.
const rows = await page.$$eval("table.funnel tbody tr", (found) =>
  found.map((row) => [row.querySelector(".name")?.textContent, row.querySelectorAll("td")[2]?.textContent]),
);
check(JSON.stringify(rows) === JSON.stringify(expected.funnel), `the funnel shows ${JSON.stringify(rows)}, not ${JSON.stringify(expected.funnel)}`);
if (screenshot !== undefined) await page.screenshot({ path: screenshot, clip: { x: 0, y: 0, width: 1200, height: expected.height ?? 1500 }, fullPage: true });

// By keyboard: a sample unfolds at Enter.
for (const reason of expected.samples) {
  const button = page.locator("#removed button.fold", { hasText: reason }).first();
  await button.focus();
  await page.keyboard.press("Enter");
  check((await page.locator("#removed button.fold", { hasText: reason }).first().getAttribute("aria-expanded")) === "true", `${reason} did not unfold`);
}
for (const fold of await page.locator("#blocks button.fold").all()) await fold.click();
for (const summary of await page.locator("details > summary").all()) await summary.click();

const text = await page.evaluate(() => document.body.innerText);
for (const wanted of expected.texts) check(text.includes(wanted), `not shown: ${wanted}`);

// What pages say is text: nothing of it became an element, and nothing ran.
check((await page.evaluate(() => document.querySelectorAll("body script").length)) === 2, "scripts that are not the page's own");
check((await page.evaluate(() => document.querySelectorAll("#report img, #report iframe, #report script").length)) === 0, "elements from the text of pages");
check((await page.evaluate(() => "stolen" in window)) === false, "a script from a page ran");
check((await page.locator('a[href^="javascript:"]').count()) === 0, "a javascript: link");

// Sorting.
const head = page.locator("#removed thead button", { hasText: "Reason" });
if (expected.samples.length > 0) {
  await head.click();
  const names = await page.$$eval("#removed tbody > tr:not(.detail) > th .name", (found) => found.map((name) => name.textContent));
  check(JSON.stringify(names) === JSON.stringify([...names].sort()), `not sorted: ${names}`);
  check((await page.locator("#removed th[aria-sort=ascending]").count()) === 1, "no aria-sort");
}

// Every control has a name, every chart a description; text stands out from its ground.
const unnamed = await page.$$eval("button, input, a", (found) =>
  found.filter((e) => !(e.textContent || e.getAttribute("aria-label"))).length,
);
check(unnamed === 0, `${unnamed} controls without a name`);
check((await page.locator("svg:not([aria-label])").count()) === 0, "charts without a description");
for (const theme of ["light", "dark"]) {
  await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
  const weak = await page.evaluate(weakContrasts);
  check(weak.length === 0, `weak contrast (${theme}): ${weak.join(", ")}`);
}
await browser.close();

// Elements with text of their own whose contrast is below 4.5 (WCAG 2.1, 1.4.3).
function weakContrasts() {
  const parse = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  for (const element of document.querySelectorAll("#report *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim() !== "");
    if (!own || element.closest(".unseen")) continue;
    const style = getComputedStyle(element);
    const color = element instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [luminance(parse(color)), luminance(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.add(`${element.tagName}.${element.getAttribute("class") ?? ""}`);
  }
  return [...weak];
}

for (const failure of failures) console.error(failure);
process.exit(failures.length === 0 ? 0 : 1);
