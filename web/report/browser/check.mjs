// Opens a report of a corpus from disk in a browser, and holds what is shown against what should be.
//
//   node check.mjs CHROMIUM REPORT.html EXPECTED.json [SCREENSHOT.png]
//
// EXPECTED.json: {"texts": [...], "funnel": [[name, left], ...], "samples": [reason, ...]}

import { check, checkAccess, checkTexts, finish, open, picture, unfold } from "./opened.mjs";

const screenshot = process.argv[5];
const { browser, page, expected } = await open(process.argv.slice(2));

// The funnel.
const rows = await page.$$eval("table.funnel tbody tr", (found) =>
  found.map((row) => [row.querySelector(".name")?.textContent, row.querySelectorAll("td")[2]?.textContent]),
);
check(JSON.stringify(rows) === JSON.stringify(expected.funnel), `the funnel shows ${JSON.stringify(rows)}, not ${JSON.stringify(expected.funnel)}`);
await picture(page, screenshot, expected.height ?? 1500);

// By keyboard: a sample unfolds at Enter.
for (const reason of expected.samples) {
  const button = page.locator("#removed button.fold", { hasText: reason }).first();
  await button.focus();
  await page.keyboard.press("Enter");
  check((await page.locator("#removed button.fold", { hasText: reason }).first().getAttribute("aria-expanded")) === "true", `${reason} did not unfold`);
}
for (const fold of await page.locator("#blocks button.fold").all()) await fold.click();
await unfold(page);

await checkTexts(page, expected.texts);

// Sorting.
const head = page.locator("#removed thead button", { hasText: "Reason" });
if (expected.samples.length > 0) {
  await head.click();
  const names = await page.$$eval("#removed tbody > tr:not(.detail) > th .name", (found) => found.map((name) => name.textContent));
  check(JSON.stringify(names) === JSON.stringify([...names].sort()), `not sorted: ${names}`);
  check((await page.locator("#removed th[aria-sort=ascending]").count()) === 1, "no aria-sort");
}

await checkAccess(page);
await finish(browser);
