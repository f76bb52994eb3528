// Two rows side by side: the one that stays and one that goes, with what differs marked.

import type { DedupCluster, DedupMember, DedupPair, DedupRow, DiffPart } from "./dedup_data";
import { h, linkTo, type Child } from "./dom";
import { bytes, count, counted, percent, share } from "./format";

const REASONS: Record<string, string> = {
  exact_dup: "the same text",
  near_dup: "nearly the same text",
  url_dup: "the same URL",
};

/** Of rows that earlier crawls have. */
const WHERE: Record<string, string> = {
  index: "in the index (--index)",
  against: "among the rows of --against",
};

export function reasonName(reason: string): string {
  return REASONS[reason] ?? reason;
}

export function similarityText(row: DedupRow): string | undefined {
  return row.similarity === undefined ? undefined : `similarity ${row.similarity.toFixed(4)}`;
}

type Side = "kept" | "gone";

function leftOut(words: number | undefined): Child {
  return words !== undefined && words > 0 && h("span", { class: "left-out" }, ` … ${counted(words, "word")} … `);
}

/** What a side shows of a part. Strings become text nodes, in elements that keep their direction to themselves. */
function shown(part: DiffPart, side: Side): Child[] {
  if ("same" in part) return [h("bdi", {}, part.same)];
  if ("left_out" in part) return [h("span", { class: "left-out" }, ` … ${counted(part.left_out, "word")} the same … `)];
  const text = part[side];
  const more = side === "kept" ? part.kept_left_out : part.gone_left_out;
  const word = text.trimStart();
  return [text.slice(0, text.length - word.length), word !== "" && h("mark", { class: side }, h("bdi", {}, word)), leftOut(more)];
}

function textOf(parts: readonly DiffPart[], side: Side): HTMLElement {
  const text = h("div", { class: "diff", dir: "auto", tabindex: 0, role: "group", "aria-label": side === "kept" ? "Text of the row that stays" : "Text of the row that goes" });
  for (const part of parts) for (const child of shown(part, side)) if (child !== false && child !== null && child !== undefined) text.append(child);
  if (parts.length === 0) text.append(h("span", { class: "none" }, "No text."));
  return text;
}

function head(member: DedupMember, side: Side): HTMLElement {
  const cut = member.compared_bytes !== undefined ? `, the first ${bytes(member.compared_bytes)} compared` : "";
  return h(
    "div",
    { class: "who" },
    h("p", {}, h("span", { class: `verdict ${side === "kept" ? "kept" : "removed"}` }, side === "kept" ? "stays" : "goes"), " ", h("span", { class: "name" }, member.id ?? "no id")),
    member.title !== undefined && h("p", { class: "facts", dir: "auto" }, member.title),
    member.url !== undefined && h("p", { class: "address" }, linkTo(member.url)),
    h("p", { class: "facts" }, `${bytes(member.text_bytes)} of text${cut}`),
  );
}

function facts(pair: DedupPair): string {
  const found: (string | undefined)[] = [reasonName(pair.gone.reason ?? ""), similarityText(pair.gone)];
  if (pair.words_same !== undefined) {
    const most = Math.max(pair.words_kept ?? 0, pair.words_gone ?? 0);
    found.push(`${count(pair.words_same)} of ${counted(most, "word")} in both (${percent(share(pair.words_same, most))})`);
  }
  if (pair.changes_left_out !== undefined) found.push(`${counted(pair.changes_left_out, "difference")} not shown`);
  return found.filter((text) => text !== undefined && text !== "").join(" · ");
}

export function pairView(pair: DedupPair): HTMLElement {
  const parts = pair.parts ?? [];
  const kept =
    pair.kept === undefined
      ? h("div", { class: "side" }, h("p", { class: "none" }, `The row that it is a copy of, ${pair.duplicate_of}, is ${WHERE[pair.duplicate_in ?? ""] ?? "not in this folder"}.`))
      : h("div", { class: "side" }, head(pair.kept, "kept"), textOf(parts, "kept"));
  const gone = h("div", { class: "side" }, head(pair.gone, "gone"), pair.kept !== undefined && textOf(parts, "gone"));
  return h("article", { class: "sample" }, h("p", { class: "facts first" }, facts(pair)), h("div", { class: "pair" }, kept, gone));
}

function otherRow(row: DedupRow): HTMLElement {
  const told = [reasonName(row.reason ?? ""), similarityText(row)].filter((text) => text !== undefined && text !== "").join(", ");
  return h("li", {}, h("span", { class: "name" }, row.id ?? "no id"), ` (${told}) `, row.url !== undefined && linkTo(row.url));
}

/** A cluster: the pair, and the names of some more rows. */
export function clusterView(cluster: DedupCluster): HTMLElement {
  const more = cluster.size - 2 - cluster.others.length;
  const view = pairView(cluster);
  if (cluster.others.length > 0) {
    view.append(
      h(
        "details",
        {},
        h("summary", {}, `${counted(cluster.size - 2, "more row")} of this cluster`),
        h("ul", { class: "lines" }, ...cluster.others.map(otherRow)),
        more > 0 && h("p", { class: "foot" }, `${count(more)} more are not listed.`),
      ),
    );
  }
  return view;
}
