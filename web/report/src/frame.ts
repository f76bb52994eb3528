// What the pages of all reports look like: head, list of sections, sections, foot.

import { h, type Child } from "./dom";

export interface Section {
  id: string;
  /** In the list of sections. */
  short: string;
  title: string;
  content: Child[];
}

export interface Page {
  /** What kind of report it is. */
  eyebrow: string;
  title: string;
  lead: string;
  /** Below the lead: what the reader must know first. */
  notes: Child[];
  figures: HTMLElement;
  sections: readonly Section[];
  foot: string;
}

/** Value and what it counts. */
export function figureList(values: readonly (readonly [string, string])[]): HTMLElement {
  return h("dl", { class: "figures" }, ...values.map(([value, what]) => h("div", {}, h("dt", {}, what), h("dd", {}, value))));
}

function themeButton(): HTMLElement {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const button = h("button", { type: "button", class: "theme" });
  const isDark = (): boolean => (document.documentElement.dataset["theme"] ?? (dark.matches ? "dark" : "light")) === "dark";
  const label = (): void => {
    button.textContent = isDark() ? "Light" : "Dark";
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset["theme"] = isDark() ? "light" : "dark";
    label();
  });
  dark.addEventListener("change", label);
  label();
  return button;
}

export function drawPage(page: Page): HTMLElement {
  return h(
    "div",
    { class: "page" },
    h(
      "header",
      {},
      h("div", { class: "top" }, h("p", { class: "eyebrow" }, page.eyebrow), themeButton()),
      h("h1", {}, page.title),
      h("p", { class: "lead" }, page.lead),
      ...page.notes,
      page.figures,
      h("nav", { "aria-label": "Sections" }, ...page.sections.map(({ id, short }) => h("a", { href: `#${id}` }, short))),
    ),
    h("main", {}, ...page.sections.map(({ id, title, content }) => h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), ...content))),
    h("footer", {}, h("p", {}, page.foot)),
  );
}
