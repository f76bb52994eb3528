// Opens a report of a deduplication, as check.mjs does.
//
//   node check_dedup.mjs CHROMIUM REPORT.html EXPECTED.json [SCREENSHOT.png]
//
// EXPECTED.json: {"texts": [...], "marks": {"kept": [...], "gone": [...]}, "alarms": [...],
//                 "verdicts": {name: rows}}

import { check, checkAccess, checkTexts, finish, open, picture, unfold } from "./opened.mjs";

const screenshot = process.argv[5];
const { browser, page, expected } = await open(process.argv.slice(2));
await picture(page, screenshot, expected.height ?? 1500);

const verdicts = await page.$$eval("#reasons .table tbody tr", (found) =>
  Object.fromEntries(found.map((row) => [row.querySelector(".name").textContent, row.querySelectorAll("td")[1].textContent])),
);
check(JSON.stringify(verdicts) === JSON.stringify(expected.verdicts), `verdicts: ${JSON.stringify(verdicts)}`);
const alarms = await page.$$eval(".alarm li", (found) => found.map((line) => line.textContent));
check(JSON.stringify(alarms) === JSON.stringify(expected.alarms), `alarms: ${JSON.stringify(alarms)}`);

// The first cluster is unfolded; the others unfold at Enter.
check((await page.locator("#clusters .fold[aria-expanded=true]").count()) === Math.min(1, await page.locator("#clusters .fold").count()), "the first cluster is not unfolded");
const folded = page.locator("#clusters .fold[aria-expanded=false]");
for (let left = await folded.count(); left > 0; --left) {
  await folded.first().focus();
  await page.keyboard.press("Enter");
}
check((await folded.count()) === 0, "a cluster did not unfold");
await unfold(page);
await checkTexts(page, expected.texts);

// What differs is marked, on the side where it stands.
for (const [side, marks] of Object.entries(expected.marks)) {
  const found = await page.$$eval(`mark.${side}`, (all) => all.map((mark) => mark.textContent.trim()));
  for (const mark of marks) check(found.includes(mark), `not marked as ${side}: ${mark}`);
}
const curve = await page.$$eval("path.curve", (found) => found.length);
check(curve === 1, `${curve} curves`);

// No text makes the page wider than the screen, and both texts stand side by side.
for (const width of [1200, 400]) {
  await page.setViewportSize({ width, height: 900 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${wide} pixels too wide at ${width}`);
  const apart = await page.$$eval(".pair", (found) =>
    found.map((pair) => [...pair.children].map((side) => Math.round(side.getBoundingClientRect().left))).every(([a, b]) => a !== b),
  );
  check(apart === (width > 640) || expected.alone === true, `sides at ${width}`);
}
await page.setViewportSize({ width: 1200, height: 900 });

await checkAccess(page);
await finish(browser);
