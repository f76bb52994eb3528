// What the checks of all reports share: a browser that can reach nothing, and what holds for every
// page.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const failures = [];
export const check = (ok, what) => ok || failures.push(what);

/** Opens REPORT.html in CHROMIUM; gives the page and what EXPECTED.json holds. */
export async function open([executablePath, report, expectedPath]) {
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
  return { browser, page, expected: JSON.parse(readFileSync(expectedPath, "utf8")) };
}

export async function picture(page, path, height) {
  if (path !== undefined) await page.screenshot({ path, clip: { x: 0, y: 0, width: 1200, height }, fullPage: true });
}

/** Unfolds what can be unfolded, but for rows of tables. */
export async function unfold(page) {
  for (const summary of await page.locator("details > summary").all()) await summary.click();
}

/** Holds the page against `texts`; what pages say must be text. */
export async function checkTexts(page, texts) {
  const text = await page.evaluate(() => document.body.innerText);
  for (const wanted of texts) check(text.includes(wanted), `not shown: ${wanted}`);

  // What pages say is text: nothing of it became an element, and nothing ran.
  check((await page.evaluate(() => document.querySelectorAll("body script").length)) === 2, "scripts that are not the page's own");
  check((await page.evaluate(() => document.querySelectorAll("#report img, #report iframe, #report script").length)) === 0, "elements from the text of pages");
  check((await page.evaluate(() => "stolen" in window)) === false, "a script from a page ran");
  check((await page.locator('a[href^="javascript:"]').count()) === 0, "a javascript: link");
}

/** Every control has a name, every chart a description; text stands out from its ground. */
export async function checkAccess(page) {
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
}

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

/** Ends the process: 0 when nothing failed. */
export async function finish(browser) {
  await browser.close();
  for (const failure of failures) console.error(failure);
  process.exit(failures.length === 0 ? 0 : 1);
}
