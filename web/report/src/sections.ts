// The sections of the report, each from its part of the data.

import type { ReportData, Run, Table, TableRow } from "./data";
import { bar, h, type Child } from "./dom";
import { columnChart, type Column } from "./charts";
import { figureList } from "./frame";
import { bytes, count, counted, percent, share, short } from "./format";
import { blockSample, pageSample, sampleList } from "./samples";
import { sortableTable, type TableColumn } from "./table";
import { BLOCK_REASONS, FIELDS, languageName, pageReason } from "./words";

const rowsOf = ([, documents, removed]: TableRow): number => documents + removed;

/** A name with what it means below. */
function named(name: string, meaning: string | undefined, absent = "not told"): HTMLElement {
  return h(
    "span",
    { class: "named" },
    name === "" ? h("span", { class: "none" }, absent) : h("span", { class: "name" }, name),
    meaning !== undefined && meaning !== "" && h("span", { class: "what" }, meaning),
  );
}

/** Documents and removed pages side by side; the longest bar is the most frequent row. */
function splitBar(table: Table): (row: TableRow) => HTMLElement {
  const most = Math.max(1, ...table.rows.map(rowsOf));
  return ([, documents, removed]) => bar({ share: documents / most, kind: "kept" }, { share: removed / most, kind: "removed" });
}

/** The columns that tables of values share. */
function valueColumns(head: string, table: Table, meaning: (name: string) => string | undefined): TableColumn<TableRow>[] {
  const drawn = splitBar(table);
  return [
    { name: head, key: ([name]) => name, show: ([name]) => named(name, meaning(name)) },
    { name: "Pages", key: rowsOf, show: (row) => drawn(row), class: "bars" },
    { name: "Documents", key: ([, documents]) => documents, show: ([, n]) => count(n), numeric: true },
    { name: "Removed", key: ([, , removed]) => removed, show: ([, , n]) => count(n), numeric: true },
    { name: "Text", key: ([, , , size]) => size, show: ([, , , size]) => bytes(size), numeric: true },
  ];
}

function others(table: Table): string | undefined {
  const hidden = table.distinct - table.rows.length;
  if (hidden <= 0) return undefined;
  const [documents, removed, size] = table.other;
  return `${count(hidden)} more, with ${counted(documents, "document")}, ${counted(removed, "removed page")} and ${bytes(size)} of text together.`;
}

function valueTable(caption: string, head: string, table: Table, options: {
  meaning?: (name: string) => string | undefined;
  initialRows?: number;
  search?: boolean;
} = {}): HTMLElement {
  const foot = others(table);
  return sortableTable<TableRow>({
    caption,
    columns: valueColumns(head, table, options.meaning ?? (() => undefined)),
    rows: table.rows,
    initialRows: options.initialRows ?? 10,
    ...(options.search ? { searchIn: ([name]: TableRow) => name } : {}),
    ...(foot !== undefined ? { foot } : {}),
  });
}

/** A table below a heading of its own. Left out when no row says anything. */
function card(title: string, table: Table, content: () => HTMLElement): HTMLElement | null {
  if (!table.rows.some(([name]) => name !== "")) return null;
  return h("div", { class: "card" }, h("h3", {}, title), content());
}

export function reasons(data: ReportData): HTMLElement {
  const samples = new Map(data.page_samples.map(({ group, rows }) => [group, rows]));
  const table = data.tables.reasons;
  if (table.rows.length === 0) return h("p", { class: "none" }, "No page was removed.");
  const most = Math.max(1, ...table.rows.map(rowsOf));
  const pages = data.documents.rows + data.read.removed;
  const split = (name: string): [string, string] => {
    const slash = name.indexOf("/");
    return [name.slice(0, slash), name.slice(slash + 1)];
  };
  return sortableTable<TableRow>({
    caption: "Removed pages by reason, with samples",
    columns: [
      { name: "Reason", key: ([name]) => split(name)[1], show: ([name]) => named(split(name)[1], pageReason(split(name)[1])) },
      { name: "Step", key: ([name]) => split(name)[0], show: ([name]) => split(name)[0] },
      { name: "Pages, drawn", key: rowsOf, show: (row) => bar({ share: rowsOf(row) / most, kind: "removed" }), class: "bars" },
      { name: "Pages", key: rowsOf, show: (row) => count(rowsOf(row)), numeric: true },
      { name: "Of pages", key: rowsOf, show: (row) => percent(share(rowsOf(row), pages)), numeric: true },
      { name: "Text", key: ([, , , size]) => size, show: ([, , , size]) => bytes(size), numeric: true },
    ],
    rows: table.rows,
    initialRows: 10,
    detail: ([name]) => {
      const rows = samples.get(name);
      return rows === undefined ? null : () => sampleList(rows, pageSample);
    },
    ...(others(table) !== undefined ? { foot: others(table) ?? "" } : {}),
  });
}

function confidenceChart(data: ReportData): HTMLElement {
  const { confidence, with_confidence } = data.documents;
  const columns: Column[] = confidence.map((value, i) => {
    const [begin, end] = [i / confidence.length, (i + 1) / confidence.length];
    return { label: begin.toFixed(1), name: `${begin.toFixed(2)} to ${end.toFixed(2)}`, value };
  });
  const without = data.documents.rows - with_confidence;
  return columnChart(columns, {
    title: "Confidence",
    note: "Expected quality of the choice of text, for each document." + (without > 0 ? ` ${counted(without, "document")} without.` : ""),
    axis: "Confidence",
    showLabel: (_, i) => i % 4 === 0,
    labelsAtEdges: true,
  });
}

function lengthChart(data: ReportData): HTMLElement {
  const { bins, p10, p50, p90, mean } = data.documents.lengths;
  const first = bins.findIndex(([, value]) => value > 0);
  const columns: Column[] = bins.slice(Math.max(0, first)).map(([begin, value]) => ({
    label: shortSize(begin),
    name: begin === 0 ? "below 16" : `${count(begin)} to ${count(begin * 2 - 1)}`,
    value,
  }));
  return columnChart(columns, {
    title: "Length of documents",
    note: `Characters. Mean ${short(mean)}, median about ${short(p50)}; a tenth below ${short(p10)}, a tenth above ${short(p90)}.`,
    axis: "Characters, doubling from column to column",
    labelsAtEdges: true,
    showLabel: (_, i) => i % Math.ceil(columns.length / 8) === 0,
  });
}

/** "512", "16 Ki": powers of two as what they are. */
function shortSize(n: number): string {
  if (n < 1024) return String(n);
  if (n < 1 << 20) return `${n / 1024} Ki`;
  return `${n / (1 << 20)} Mi`;
}

interface Period {
  name: string;
  documents: number;
}

/** All months (or years) from the first to the last, those without a document too. */
function periods(data: ReportData, by: "month" | "year"): Period[] {
  const counts = new Map<string, number>();
  for (const [name, documents] of data.tables.months_published.rows) {
    const key = by === "year" ? name.slice(0, 4) : name.length === 7 ? name : "";
    if (key !== "" && documents > 0) counts.set(key, (counts.get(key) ?? 0) + documents);
  }
  const keys = [...counts.keys()].sort();
  const [first, last] = [keys[0], keys[keys.length - 1]];
  if (first === undefined || last === undefined) return [];
  const result: Period[] = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); ++year) {
    for (let month = 1; month <= (by === "year" ? 1 : 12); ++month) {
      const name = String(year).padStart(4, "0") + (by === "year" ? "" : `-${String(month).padStart(2, "0")}`);
      if (name >= first && name <= last) result.push({ name, documents: counts.get(name) ?? 0 });
    }
  }
  return result;
}

function dateChart(data: ReportData): HTMLElement {
  const dated = data.tables.months_published.rows.reduce((sum, [name, n]) => sum + (name === "" ? 0 : n), 0);
  const box = h("div", { class: "switched" });
  const draw = (by: "month" | "year"): void => {
    const columns = periods(data, by).map(({ name, documents }) => ({ label: name.slice(0, 4), name, value: documents }));
    const years = Math.ceil(columns.length / (by === "month" ? 12 : 1) / 24);
    const chart = columnChart(columns, {
      title: "Published",
      note: `${percent(share(dated, data.documents.rows))} of documents tell when.`,
      wide: true,
      axis: by === "month" ? "Month of publication" : "Year of publication",
      showLabel: ({ name }) => (by === "year" || name.endsWith("-01")) && Number(name.slice(0, 4)) % Math.max(1, years) === 0,
    });
    const other = by === "month" ? "year" : "month";
    const button = h("button", { type: "button", class: "switch" }, `By ${other}`);
    button.addEventListener("click", () => {
      draw(other);
      box.querySelector<HTMLElement>(".switch")?.focus();
    });
    box.replaceChildren(chart, button);
  };
  draw("year");
  return box;
}

function coverage(data: ReportData): HTMLElement {
  const all = data.documents.rows;
  const rows = data.documents.filled;
  return h(
    "div",
    { class: "card" },
    h("h3", {}, "Fields that are filled"),
    sortableTable({
      caption: "How many documents have each field",
      rows,
      columns: [
        { name: "Field", key: ([name]) => FIELDS[name] ?? name },
        { name: "Share", key: ([, n]) => n, show: ([, n]) => bar({ share: share(n, all), kind: "plain" }), class: "bars" },
        { name: "Documents", key: ([, n]) => n, show: ([, n]) => count(n), numeric: true },
        { name: "Of all", key: ([, n]) => n, show: ([, n]) => percent(share(n, all)), numeric: true },
      ],
    }),
  );
}

export function documents(data: ReportData): Child[] {
  if (data.documents.rows === 0) return [h("p", { class: "none" }, "No documents.")];
  const samples = data.page_samples.find(({ group }) => group === "/")?.rows ?? [];
  return [
    h("div", { class: "grid" }, lengthChart(data), confidenceChart(data), dateChart(data)),
    samples.length > 0 &&
      h(
        "details",
        { class: "look" },
        h("summary", {}, `${counted(samples.length, "document")} to look at, chosen at random`),
        sampleList(samples, pageSample),
      ),
  ];
}

export function make(data: ReportData): HTMLElement {
  const t = data.tables;
  const simple = (title: string, head: string, table: Table): HTMLElement | null =>
    card(title, table, () => valueTable(`${title} of pages`, head, table));
  return h(
    "div",
    { class: "grid" },
    card("Languages", t.languages, () => valueTable("Languages of pages", "Language", t.languages, { meaning: languageName })),
    coverage(data),
    simple("Page types", "Type", t.page_types),
    card("Page states", t.page_states, () =>
      valueTable("States of pages", "State", t.page_states, { meaning: (name) => (name === "ok" ? undefined : pageReason(name)) }),
    ),
    simple("Character encodings", "Encoding", t.charsets),
    simple("Media types", "Type", t.media_types),
    simple("HTTP answers", "Status", t.fetch_statuses),
    simple("Processing status", "Status", t.statuses),
  );
}

/** What the colours of bars mean. */
export function legend(): HTMLElement {
  const key = (kind: string): HTMLElement => h("span", { class: `key ${kind}`, "aria-hidden": "true" });
  return h("p", { class: "lead" }, key("kept"), "documents", key("removed"), "removed pages");
}

export function sites(data: ReportData): HTMLElement {
  return valueTable("Sites by number of pages", "Host", data.tables.sites, { initialRows: 15, search: true });
}

interface BlockRow {
  reason: string;
  kept: boolean;
  blocks: number;
  bytes: number;
}

export function blocks(data: ReportData): Child[] {
  const rowsFrom = (table: Table, kept: boolean): BlockRow[] =>
    table.rows.map((row) => ({ reason: row[0], kept, blocks: rowsOf(row), bytes: row[3] }));
  const rows = [...rowsFrom(data.tables.kept_blocks, true), ...rowsFrom(data.tables.dropped_blocks, false)];
  if (rows.length === 0) return [h("p", { class: "none" }, "The rows hold no blocks (--no-blocks, or another schema).")];
  rows.sort((a, b) => b.blocks - a.blocks);
  const samples = new Map(data.block_samples.map(({ group, rows: found }) => [group, found]));
  const withText = data.block_samples.some(({ rows: found }) => found.some((sample) => sample.text !== undefined));
  const most = Math.max(1, ...rows.map((row) => row.blocks));
  const all = rows.reduce((sum, row) => sum + row.blocks, 0);
  const kept = rows.reduce((sum, row) => sum + (row.kept ? row.blocks : 0), 0);
  return [
    h(
      "p",
      { class: "lead" },
      `${counted(all, "block")} on ${counted(data.read.rows_with_blocks, "page")}; ${percent(share(kept, all))} were kept as main text. `,
      "A dropped block unfolds to samples.",
      !withText && samples.size > 0 && " The rows of this corpus do not hold the text of dropped blocks, so a sample is told by its place in the page; `tamis report --archives` takes it from the crawl.",
    ),
    sortableTable<BlockRow>({
      caption: "Blocks by reason, with samples of dropped ones",
      rows,
      columns: [
        { name: "Reason", key: (row) => row.reason, show: (row) => named(row.reason, BLOCK_REASONS[row.reason]) },
        { name: "Verdict", key: (row) => (row.kept ? "kept" : "dropped"), show: (row) => h("span", { class: row.kept ? "verdict kept" : "verdict removed" }, row.kept ? "kept" : "dropped") },
        { name: "Blocks, drawn", key: (row) => row.blocks, show: (row) => bar({ share: row.blocks / most, kind: row.kept ? "kept" : "removed" }), class: "bars" },
        { name: "Blocks", key: (row) => row.blocks, show: (row) => count(row.blocks), numeric: true },
        { name: "Of all", key: (row) => row.blocks, show: (row) => percent(share(row.blocks, all)), numeric: true },
        { name: "Of the pages", key: (row) => row.bytes, show: (row) => bytes(row.bytes), numeric: true },
      ],
      detail: (row) => {
        const found = row.kept ? undefined : samples.get(row.reason);
        return found === undefined ? null : () => sampleList(found, blockSample);
      },
    }),
  ];
}

export function problemList(title: string, lines: readonly string[], all: number): HTMLElement | null {
  if (lines.length === 0) return null;
  return h(
    "div",
    { class: "card wide" },
    h("h3", {}, title),
    h("ul", { class: "lines" }, ...lines.map((line) => h("li", {}, line))),
    all > lines.length && h("p", { class: "foot" }, `${count(all - lines.length)} more are not listed.`),
  );
}

/** The options of the run as its manifest has them. */
function optionsOf(run: Run): HTMLElement | null {
  if (run.options.length === 0) return null;
  return h(
    "details",
    { class: "card wide" },
    h("summary", {}, "Options of the run"),
    sortableTable({
      caption: "Options of the run",
      rows: run.options,
      columns: [
        { name: "Option", key: ([name]) => name },
        { name: "Value", key: ([, value]) => value, class: "value" },
      ],
    }),
  );
}

export function problems(data: ReportData): Child[] {
  const run = data.run;
  const result: Child[] = [
    problemList("While this report was made", data.read.problems, data.read.problem_count),
    run !== null && problemList("While the run went on", run.errors, run.errors.length),
    run !== null && optionsOf(run),
  ];
  if (run !== null && run.skipped_by_kind.length > 0) {
    result.push(
      h(
        "div",
        { class: "card" },
        h("h3", {}, "Records that hold no page"),
        sortableTable({
          caption: "Skipped records by kind",
          rows: [...run.skipped_by_kind].sort((a, b) => b[1] - a[1]),
          initialRows: 12,
          columns: [
            { name: "Kind", key: ([name]) => name },
            { name: "Records", key: ([, n]) => n, show: ([, n]) => count(n), numeric: true },
            { name: "Of all", key: ([, n]) => n, show: ([, n]) => percent(share(n, run.records)), numeric: true },
          ],
        }),
      ),
    );
  }
  if (data.read.problem_count === 0 && (run === null || run.errors.length === 0)) {
    result.unshift(h("p", { class: "lead" }, "No problems were met."));
  }
  return result;
}

/** The figures below the title: value and what it counts. */
export function figures(data: ReportData): HTMLElement {
  const pages = data.documents.rows + data.read.removed;
  const named = (table: Table): number => table.distinct - (table.rows.some(([name]) => name === "") ? 1 : 0);
  const values: [string, string][] = [
    [count(data.documents.rows), data.documents.rows === 1 ? "document" : "documents"],
    [percent(share(data.documents.rows, pages)), `of ${counted(pages, "page")}`],
    [bytes(data.documents.text_bytes), "of text"],
  ];
  if (data.documents.words > 0) values.push([short(data.documents.words), "words"]);
  values.push([count(named(data.tables.sites)), named(data.tables.sites) === 1 ? "site" : "sites"]);
  values.push([count(named(data.tables.languages)), named(data.tables.languages) === 1 ? "language" : "languages"]);
  return figureList(values);
}

