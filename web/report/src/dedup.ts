// The report of a deduplication: what went, for what, and how sure that is.

import { columnChart, curveChart, type Column } from "./charts";
import type { DedupCluster, DedupData, DedupPair, Source } from "./dedup_data";
import { bar, h, type Child } from "./dom";
import { bytes, count, counted, percent, share } from "./format";
import { drawPage, figureList } from "./frame";
import { clusterView, pairView, reasonName, similarityText } from "./pairs";
import { problemList } from "./sections";
import { sortableTable } from "./table";

const removedOf = (source: Source): number => source.url_dup + source.exact_dup + source.near_dup;

/** The probability that two rows of this similarity share a band, and are compared. */
function detection(data: DedupData, similarity: number): number {
  const { bands, rows } = data.summary.method;
  return 1 - (1 - similarity ** rows) ** bands;
}

function alarms(data: DedupData): Child[] {
  const { alarm_inputs = [], alarm_sites = [], alarms: all = 0 } = data.summary;
  const lines = [...alarm_inputs.map((source) => ["input", source] as const), ...alarm_sites.map((source) => ["site", source] as const)];
  if (lines.length === 0) return [];
  const told = lines.slice(0, 10);
  return [
    h(
      "div",
      { class: "banner alarm", role: "alert" },
      h("strong", {}, "Look at these: more than 60 % of their rows go."),
      h(
        "ul",
        { class: "lines" },
        ...told.map(([kind, source]) =>
          h("li", {}, `${kind} `, h("span", { class: "name" }, source.name), `: ${count(removedOf(source))} of ${counted(source.rows, "row")} (${percent(share(removedOf(source), source.rows))})`),
        ),
      ),
      all > told.length && h("p", { class: "foot" }, `${count(all - told.length)} more: see below, and summary.json.`),
    ),
  ];
}

function notes(data: DedupData): Child[] {
  const result = alarms(data);
  const say = (text: string): number => result.push(h("p", { class: "banner", role: "note" }, text));
  if (data.read.problem_count > 0) say(`${counted(data.read.problem_count, "problem")} while reading the folder: see the end of the page.`);
  if (data.summary.unreadable > 0) say(`${counted(data.summary.unreadable, "line")} of the input were no rows, and were left out.`);
  return result;
}

function methodText(data: DedupData): string {
  const { shingle, shingle_unit, bands, rows, threshold, verify, keep } = data.summary.method;
  return (
    `Runs of ${shingle} ${shingle_unit}, ${bands} bands of ${rows}; ` +
    `${verify ? "every near duplicate compared, at least" : "not compared; meant for"} ${threshold} similar; of a cluster stays: ${keep}.`
  );
}

function reasons(data: DedupData): HTMLElement {
  const { summary } = data;
  const rows = [
    { name: "stays", what: "Rows in documents/", rows: summary.documents, kept: true },
    ...(["exact_dup", "near_dup", "url_dup"] as const).map((reason) => ({ name: reason, what: reasonName(reason), rows: summary[reason], kept: false })),
  ].filter((row) => row.kept || row.rows > 0);
  return sortableTable({
    caption: "Rows by what became of them",
    rows,
    columns: [
      { name: "Verdict", key: (row) => row.name, show: (row) => h("span", { class: "named" }, h("span", { class: "name" }, row.name), h("span", { class: "what" }, row.what)) },
      { name: "Rows, drawn", key: (row) => row.rows, show: (row) => bar({ share: share(row.rows, summary.rows), kind: row.kept ? "kept" : "removed" }), class: "bars" },
      { name: "Rows", key: (row) => row.rows, show: (row) => count(row.rows), numeric: true },
      { name: "Of all", key: (row) => row.rows, show: (row) => percent(share(row.rows, summary.rows)), numeric: true },
    ],
  });
}

function charts(data: DedupData): HTMLElement {
  const { threshold } = data.summary.method;
  const first = Math.max(0, data.similarities.findIndex((n) => n > 0));
  const begin = Math.min(first, Math.floor(threshold * 100));
  const similarities: Column[] = data.similarities
    .map((value, i) => ({ label: (i / 100).toFixed(2), name: `${(i / 100).toFixed(2)} to ${((i + 1) / 100).toFixed(2)}`, value }))
    .slice(begin);
  const bySize = new Map(data.cluster_sizes);
  const sizes: Column[] = [];
  for (let least = 2; least <= Math.max(0, ...bySize.keys()); least *= 2) {
    sizes.push({ label: count(least), name: `${count(least)} to ${count(2 * least - 1)} rows`, value: bySize.get(least) ?? 0 });
  }
  return h(
    "div",
    { class: "grid" },
    columnChart(similarities, {
      title: "Similarity of near duplicates",
      note: "With the row that stays for them. Many just above the threshold: look at those pairs first.",
      axis: "Jaccard similarity",
      unit: "Rows",
      labelsAtEdges: true,
    }),
    curveChart({
      title: "How likely a pair is found",
      note: `Two rows that share one of ${data.summary.method.bands} bands are compared; at the threshold of ${threshold} that are ${percent(detection(data, threshold))}.`,
      axis: "Jaccard similarity",
      value: (similarity) => detection(data, similarity),
      mark: threshold,
    }),
    columnChart(sizes, { title: "Sizes of clusters", note: `${counted(data.summary.clusters, "cluster")}, the largest of ${counted(data.summary.largest_cluster, "row")}.`, axis: "Rows of the cluster, at least", unit: "Clusters" }),
  );
}

/** Sources shown before the reader asks for more. */
const SHOWN = 15;

function sources(head: string, rows: readonly Source[], foot: string | undefined): HTMLElement {
  const most = Math.max(1, ...rows.map((source) => source.rows));
  const number = (name: string, value: (source: Source) => number): { name: string; key: (source: Source) => number; show: (source: Source) => string; numeric: true } => ({
    name,
    key: value,
    show: (source) => count(value(source)),
    numeric: true,
  });
  return sortableTable<Source>({
    caption: `${head} by rows that go`,
    rows,
    initialRows: SHOWN,
    ...(rows.length > SHOWN ? { searchIn: (source: Source): string => source.name } : {}),
    columns: [
      { name: head, key: (source) => source.name, show: (source) => (source.name === "" ? h("span", { class: "none" }, "no host") : h("span", { class: "name" }, source.name)) },
      {
        name: "Rows, drawn",
        key: (source) => source.rows,
        show: (source) => bar({ share: (source.rows - removedOf(source)) / most, kind: "kept" }, { share: removedOf(source) / most, kind: "removed" }),
        class: "bars",
      },
      number("Rows", (source) => source.rows),
      number("Go", removedOf),
      { name: "Share", key: (source) => share(removedOf(source), source.rows), show: (source) => percent(share(removedOf(source), source.rows)), numeric: true },
      number("Same text", (source) => source.exact_dup),
      number("Near", (source) => source.near_dup),
      number("Same URL", (source) => source.url_dup),
    ],
    ...(foot !== undefined ? { foot } : {}),
  });
}

function sites(data: DedupData): Child[] {
  const { sites: rows = [], inputs = [], hosts = 0 } = data.summary;
  const foot = hosts > rows.length ? `The ${counted(rows.length, "site")} that lose most rows, of ${count(hosts)}.` : undefined;
  return [
    rows.length > 0 ? sources("Site", rows, foot) : h("p", { class: "none" }, "No row of a site goes."),
    inputs.length > 0 && h("div", { class: "card" }, h("h3", {}, "Inputs"), sources("Input", inputs, undefined)),
  ];
}

function clusters(data: DedupData): Child[] {
  if (data.largest.length === 0) return [h("p", { class: "none" }, "No clusters.")];
  const name = (cluster: DedupCluster): string => cluster.kept?.title ?? cluster.kept?.url ?? cluster.duplicate_of;
  return [
    h("p", { class: "lead" }, `The ${count(data.largest.length)} largest of ${counted(data.summary.clusters, "cluster")}. A row unfolds to the row that stays beside the least similar one that goes.`),
    sortableTable<DedupCluster>({
      caption: "The largest clusters",
      rows: data.largest,
      initialRows: 10,
      columns: [
        { name: "Cluster", key: name, show: (cluster) => h("span", { class: "name", dir: "auto" }, name(cluster)) },
        { name: "Rows", key: (cluster) => cluster.size, show: (cluster) => count(cluster.size), numeric: true },
        { name: "Least similar shown", key: (cluster) => cluster.gone.similarity ?? -1, show: (cluster) => similarityText(cluster.gone) ?? reasonName(cluster.gone.reason ?? ""), numeric: true },
      ],
      detail: (cluster) => () => clusterView(cluster),
      open: data.largest.slice(0, 1),
    }),
  ];
}

function pairs(rows: readonly DedupPair[], what: string, none: string): Child[] {
  if (rows.length === 0) return [h("p", { class: "none" }, none)];
  const [first, ...rest] = rows;
  return [
    h("p", { class: "lead" }, what),
    first !== undefined && h("div", { class: "samples" }, pairView(first)),
    rest.length > 0 && h("details", { class: "look" }, h("summary", {}, `${counted(rest.length, "more pair")}`), h("div", { class: "samples" }, ...rest.map(pairView))),
  ];
}

export function drawDedup(data: DedupData): HTMLElement {
  const { summary, read } = data;
  return drawPage({
    eyebrow: "Deduplication report",
    title: data.corpus.name,
    lead: methodText(data),
    notes: notes(data),
    figures: figureList([
      [count(summary.rows), "rows"],
      [count(summary.removed), "go"],
      [percent(share(summary.removed, summary.rows)), "of all rows"],
      [count(summary.clusters), "clusters"],
      [count(summary.largest_cluster), "rows in the largest"],
      [count(summary.hosts ?? 0), "sites"],
    ]),
    sections: [
      { id: "reasons", short: "What went", title: "What went", content: [reasons(data), charts(data)] },
      { id: "sites", short: "Sites, inputs", title: "Sites and inputs", content: sites(data) },
      { id: "clusters", short: "Largest clusters", title: "Largest clusters", content: clusters(data) },
      {
        id: "nearest",
        short: "Nearest the threshold",
        title: "Nearest the threshold",
        content: pairs(data.nearest, "The least similar rows that went. If these should have stayed, the threshold is too low.", "No near duplicates that were compared."),
      },
      {
        id: "drawn",
        short: "At random",
        title: "Drawn at random",
        content: pairs(data.drawn, "Rows that went, each as likely as any other.", "Nothing went."),
      },
      { id: "problems", short: "Problems", title: "Problems", content: [problemList("While this report was made", read.problems, read.problem_count) ?? h("p", { class: "lead" }, "No problems were met.")] },
    ],
    foot: `Made by ${data.made_by}. Deduplicated by tamis ${summary.engine.version}; ${counted(summary.verified_pairs, "pair")} compared, ${counted(summary.full_buckets, "bucket")} too large to compare all with all. ${counted(read.shards, "shard")} of ${bytes(data.corpus.shard_bytes)} read.`,
  });
}
