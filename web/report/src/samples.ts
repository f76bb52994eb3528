// Samples: what a page or a block that was removed looks like.

import type { BlockSample, PageSample } from "./data";
import { h, linkTo } from "./dom";
import { bytes, counted } from "./format";

function facts(...values: (string | undefined | false)[]): HTMLElement {
  const shown = values.filter((value): value is string => typeof value === "string" && value !== "");
  return h("p", { class: "facts" }, shown.join(" · "));
}

function excerpt(text: string, wholeBytes: number): HTMLElement {
  const shownBytes = new TextEncoder().encode(text).length;
  const box = h("div", { class: "excerpt" });
  if (text === "") box.append(h("p", { class: "none" }, "No text."));
  else box.append(h("pre", { tabindex: 0, "aria-label": "Text of the sample" }, text));
  if (wholeBytes > shownBytes) box.append(h("p", { class: "facts" }, `… the first ${bytes(shownBytes)} of ${bytes(wholeBytes)}`));
  return box;
}

function place(sample: PageSample | BlockSample): string | undefined {
  const { warc_filename: file, warc_record_offset: offset, warc_record_length: length } = sample;
  if (file === undefined) return undefined;
  return `${file}${offset === undefined ? "" : ` @ ${offset}`}${length === undefined ? "" : ` + ${length}`}`;
}

export function pageSample(sample: PageSample): HTMLElement {
  const { title, url, id } = sample;
  return h(
    "article",
    { class: "sample" },
    h("h4", {}, title !== undefined ? title : h("span", { class: "none" }, "No title")),
    h("p", { class: "address" }, url !== undefined ? linkTo(url) : (id ?? "No address")),
    excerpt(sample.text, sample.text_bytes),
    facts(
      sample.language,
      sample.page_type,
      sample.page_state !== undefined && sample.page_state !== "ok" && `state: ${sample.page_state}`,
      sample.status !== undefined && sample.status !== "ok" && `status: ${sample.status}`,
      sample.date_published,
      sample.confidence !== undefined && `confidence ${sample.confidence.toFixed(2)}`,
      `${bytes(sample.text_bytes)} of text`,
      place(sample),
    ),
  );
}

export function blockSample(sample: BlockSample): HTMLElement {
  const [begin, end] = sample.html;
  const { text, url, id } = sample;
  return h(
    "article",
    { class: "sample" },
    text !== undefined
      ? excerpt(text, sample.text_bytes ?? 0)
      : h("p", { class: "none" }, `The text of this block is not at hand: ${counted(end - begin, "byte")} of the page.`),
    h("p", { class: "address" }, url !== undefined ? linkTo(url) : (id ?? "No address")),
    facts(
      sample.kind?.replace("_", " "),
      sample.score !== undefined && `score ${sample.score.toFixed(2)}`,
      `bytes ${begin}–${end} of the page`,
      place(sample),
    ),
  );
}

/** All samples of a group, one below the other. */
export function sampleList<T>(rows: readonly T[], show: (row: T) => HTMLElement): HTMLElement {
  return h("div", { class: "samples" }, ...rows.map(show));
}
