// The only way in which this page makes elements. Text of crawled pages is passed through here
// as strings, and strings become text nodes: they are never read as HTML.

export type Child = Node | string | null | undefined | false;

/**
 * An element with attributes and children. `true` sets an attribute without value; `false` and
 * undefined leave it out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
  return element;
}

/** A link to a crawled page where its address is one of the web; else its text alone. */
export function linkTo(url: string): HTMLElement {
  if (!/^https?:\/\//i.test(url)) return h("span", { class: "url" }, url);
  return h("a", { class: "url", href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, url);
}

/** A horizontal bar whose parts are shares (0 to 1) of the whole width. */
export function bar(...parts: { share: number; kind: "kept" | "removed" | "plain" }[]): HTMLElement {
  const element = h("span", { class: "bar", "aria-hidden": "true" });
  for (const { share, kind } of parts) {
    if (!(share > 0)) continue;
    const part = h("span", { class: kind });
    part.style.width = `${Math.min(1, share) * 100}%`;
    element.append(part);
  }
  return element;
}
